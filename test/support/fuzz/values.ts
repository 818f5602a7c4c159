import fc from 'fast-check';
import type { Api, Schema } from '../openapi';

/** What nobody expects where something else is asked for. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    '\u202e\u200b',
    '👩‍👩‍👧‍👦'.repeat(9),
    "' or 1=1 --",
    '${7*7}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
    '%252e%252e',
    '\r\nSet-Cookie: a=b',
    'null',
    'NaN',
    '-0',
    '1e309',
    'x'.repeat(5_000),
    'à'.repeat(51),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

export const oddNumber: fc.Arbitrary<number> = fc.constantFrom(
  0,
  -0,
  -1,
  0.5,
  0.1 + 0.2,
  1e21,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  10_000_001,
  5e-324,
);

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

/** A value of any type but the one that is asked for. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    [],
    {},
    [[]],
    [1_600],
    ['a'],
    nested(200),
    { $gt: 0 },
    { length: 1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Names that objects inherit, or that nobody has described. */
export const oddName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '',
    'extra',
    'a/b~c',
    '\0',
  ),
  oddText,
);

/** Values by the name of the field they are likely to be taken for. */
type Likely = Record<string, unknown[]>;

/** A likely value where there is one, read when it is drawn; sometimes another that is valid. */
export const likely = (values: Likely, name: string, valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  name in values
    ? fc.tuple(fc.nat(), valid, fc.nat(4)).map(([index, other, chance]) => {
        const there = values[name] ?? [];
        return chance === 0 ? other : there[index % there.length];
      })
    : valid;

/**
 * Values that a schema takes, its bounds among them.
 *
 * @param values likely ones for the fields of an object
 */
export function validValue(api: Api, given: Schema, values: Likely = {}): fc.Arbitrary<unknown> {
  const schema = api.resolved(given);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return fc.oneof(...choices.map((one) => validValue(api, one as Schema)));
  switch (schema.type) {
    case 'string':
      return validText(schema);
    case 'integer':
    case 'number':
      return validInteger(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(validValue(api, schema.items as Schema), { maxLength: 5 });
    case 'object':
      return validObject(api, schema, values);
    default:
      return fc.jsonValue();
  }
}

function validText({ format, pattern, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: [4, 7] });
  if (format === 'date')
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  const bounds = { minLength: Number(minLength ?? 0), maxLength: Number(maxLength ?? 100) };
  const text = fc.oneof(
    fc.string(bounds),
    fc.string({ ...bounds, unit: 'grapheme', maxLength: Math.ceil(bounds.maxLength / 8) }),
    fc.constantFrom('x'.repeat(bounds.minLength), 'x'.repeat(bounds.maxLength)),
  );
  if (typeof pattern !== 'string') return text;
  const taken = new RegExp(pattern, 'u');
  // What the pattern of a text forbids is rare; other patterns make their own.
  return maxLength === undefined ? fc.stringMatching(taken) : text.filter((one) => taken.test(one));
}

function validInteger({ minimum, exclusiveMinimum, maximum }: Schema): fc.Arbitrary<number> {
  const min = exclusiveMinimum === undefined ? Number(minimum ?? -1_000) : Number(exclusiveMinimum) + 1;
  const max = Number(maximum ?? Number.MAX_SAFE_INTEGER);
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min, max: Math.min(max, min + 3_000) }) },
    { weight: 1, arbitrary: fc.integer({ min, max }) },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
  );
}

function validObject(
  api: Api,
  { properties = {}, required = [], additionalProperties }: Schema,
  values: Likely,
) {
  const fields = Object.fromEntries(
    Object.entries(properties as Record<string, Schema>).map(([name, field]) => [
      name,
      likely(values, name, validValue(api, field)),
    ]),
  );
  const named = fc.record(fields, { requiredKeys: required as string[] });
  if (typeof additionalProperties !== 'object') return named;
  const extra = fc.dictionary(
    fc.oneof(
      fc.constantFrom('contacts.mobile', 'beneficiary.familyName', 'need.description'),
      fc.string({ maxLength: 100 }),
    ),
    validValue(api, additionalProperties as Schema),
    { maxKeys: 4 },
  );
  return fc.tuple(named, extra).map(([one, more]) => ({ ...one, ...more }));
}
