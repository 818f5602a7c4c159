import { z } from 'zod';
import { problemStatuses, type ProblemCode } from '@/app/_server/problem';
import { about } from './about';
import { isUnsafe, problemsOf, type Answer, type Audience, type Call, type Shape } from './call';
import { problemExample, problemSchema } from './problems';

type Json = Record<string, unknown>;

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const problemName = (code: ProblemCode): string => `Problem.${code}`;

/** Which credentials open a call. */
const security: Record<Audience, Json[]> = {
  shop: [{ tillKey: [] }, { session: [] }],
  citizen: [{ session: [] }],
  anybody: [],
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Chosen by the caller, new for each act, the same whenever the act is asked for again.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  example: '3f0c7f0e-8c44-4b3e-9d0a-2f1f6f0f8a11',
};

/** Headers with which problems of a status come. */
const problemHeaders: Record<number, Json> = {
  401: { 'WWW-Authenticate': { description: 'The way to be known.', schema: { type: 'string' } } },
  429: {
    'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  },
};

/**
 * The OpenAPI 3.1 document of some calls: paths, parameters, bodies, answers and the problems of each, all written from
 * the schemas that parse and type them.
 */
export function documentOf(calls: readonly Call[]): Json {
  const paths: Record<string, Json> = {};
  for (const call of calls) {
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: operationOf(call) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Buoni Spesa',
      version: '1.0.0',
      description: about,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(calls.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        tillKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key of a till, shown once when it is made.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'buoni-spesa.session',
          description: 'A person signed in on this site; over TLS the name begins with `__Host-`.',
        },
      },
      schemas: schemasOf(calls),
    },
  };
}

function operationOf(call: Call): Json {
  const { id, tag, summary, description, audience, body, raw } = call;
  const parameters = [
    ...parametersIn('path', call.params),
    ...parametersIn('query', call.query),
    ...parametersIn('header', raw?.headers),
    ...(isUnsafe(call) && !raw ? [idempotencyKey] : []),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: security[audience],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: body.schema.safeParse({}).success === false,
        content: { 'application/json': contentOf(body) },
      },
    }),
    ...(raw?.mediaType !== undefined && {
      requestBody: { content: { [raw.mediaType]: { schema: { type: 'string', format: 'binary' } } } },
    }),
    responses: responsesOf(call),
  };
}

function parametersIn(place: 'path' | 'query' | 'header', object: z.ZodObject | undefined): Json[] {
  return Object.entries(object?.shape ?? {}).map(([name, field]) => {
    const { description, examples, ...schema } = written(field, 'input');
    const required = !field.safeParse(undefined).success;
    return {
      name,
      in: place,
      required,
      ...(description !== undefined && { description }),
      ...(Array.isArray(examples) && { example: examples[0] as unknown }),
      schema,
    };
  });
}

const contentOf = ({ name, example }: Shape): Json => ({ schema: reference(name), example });

function responsesOf(call: Call): Json {
  const responses: Record<string, Json> = {};
  for (const [status, answer] of Object.entries(call.answers)) responses[status] = successOf(answer);
  const problems = problemsOf(call);
  for (const status of new Set(problems.map((code) => problemStatuses[code]))) {
    const codes = problems.filter((code) => problemStatuses[code] === status);
    const headers = problemHeaders[status];
    responses[status] = {
      description: codes.map((code) => `\`${code}\``).join(', '),
      ...(headers && { headers }),
      content: {
        'application/problem+json': {
          schema:
            codes.length === 1
              ? reference(problemName(codes[0] as ProblemCode))
              : { oneOf: codes.map((code) => reference(problemName(code))) },
          examples: Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }])),
        },
      },
    };
  }
  return responses;
}

const successOf = ({ when, body, headers = {} }: Answer): Json => ({
  description: when,
  ...(Object.keys(headers).length > 0 && {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, description]) => [
        name,
        { description, required: true, schema: { type: 'string' } },
      ]),
    ),
  }),
  ...(body && { content: { 'application/json': contentOf(body) } }),
});

function schemasOf(calls: readonly Call[]): Json {
  const schemas: Record<string, Json> = {};
  for (const call of calls) {
    if (call.body) schemas[call.body.name] = written(call.body.schema, 'input');
    for (const { body } of Object.values(call.answers)) {
      if (body) schemas[body.name] = written(body.schema, 'output');
    }
    for (const code of problemsOf(call)) schemas[problemName(code)] = written(problemSchema(code), 'output');
  }
  return schemas;
}

/** A schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
function written(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    // The name of a format says what its long pattern says.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return rest;
}
