import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** What tests read of an OpenAPI document, as it was served. */

export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
}

interface AnswerShape {
  mediaType: string | null;
  schema: Schema | undefined;
  examples: unknown[];
  /** The headers it must have. */
  headers: string[];
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  /** The names of the credentials that open it. */
  credentials: string[];
  parameters: Parameter[];
  /** The schema of its JSON body, if it takes one. */
  body: Schema | undefined;
  /** The media type of a body that is not JSON. */
  rawBody: string | undefined;
  answers: Record<string, AnswerShape>;
}

interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface OperationObject {
  operationId: string;
  security: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media>; headers?: Record<string, unknown> }>;
}

interface Document {
  paths: Record<string, Record<string, OperationObject>>;
}

/** An OpenAPI document with its schemas compiled. */
export function openDocument(document: object) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, 'api');
  const compiled = new Map<string, ValidateFunction>();
  const { paths } = document as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, object]) => operationOf(path, method, object)),
  );

  /** A schema with its references pointing into the document. */
  const rooted = (schema: Schema): Schema =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as Schema;

  return {
    operations,
    operation(id: string): Operation {
      const found = operations.find((one) => one.id === id);
      if (!found) throw new Error(`the document has no ${id}`);
      return found;
    },
    /** What a reference stands for. */
    resolved(schema: Schema): Schema {
      if (typeof schema.$ref !== 'string') return schema;
      const steps = schema.$ref.split('/').slice(1);
      return steps.reduce<Schema>((at, step) => at[step] as Schema, document as Schema);
    },
    /** What is wrong with a value by a schema of the document; nothing where it has none. */
    faults(schema: Schema | undefined, value: unknown): string[] {
      if (!schema) return [];
      const text = JSON.stringify(schema);
      const validate = compiled.get(text) ?? ajv.compile(rooted(schema));
      compiled.set(text, validate);
      if (validate(value)) return [];
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
  };
}

export type Api = ReturnType<typeof openDocument>;

function operationOf(path: string, method: string, object: OperationObject): Operation {
  const { operationId, security, parameters = [], requestBody, responses } = object;
  const [mediaType] = Object.keys(requestBody?.content ?? {});
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    credentials: security.flatMap((one) => Object.keys(one)),
    parameters,
    body: requestBody?.content['application/json']?.schema,
    rawBody: mediaType === 'application/json' ? undefined : mediaType,
    answers: Object.fromEntries(
      Object.entries(responses).map(([status, { content = {}, headers = {} }]) => {
        const [media] = Object.entries(content);
        const { schema, example, examples = {} } = media?.[1] ?? {};
        return [
          status,
          {
            mediaType: media?.[0] ?? null,
            schema,
            examples: [
              ...(example === undefined ? [] : [example]),
              ...Object.values(examples).map(({ value }) => value),
            ],
            headers: Object.keys(headers),
          },
        ];
      }),
    ),
  };
}
