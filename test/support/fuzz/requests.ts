import fc from 'fast-check';
import type { Api, Operation, Parameter } from '../openapi';
import { likely, oddName, oddText, oddValue, validValue } from './values';

/** A call as it goes over the wire; nothing of it is put right on the way. */
export interface WireCall {
  method: string;
  /** With its query; parameters are percent-encoded, rightly or not. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

/** What calls of the shape a test prepares are made of. */
export interface Known {
  /** Credentials by name, as headers. */
  credentials: Record<string, Record<string, string>[]>;
  /** Ids and codes that exist, by the step of the address before them; answers add to it. */
  ids: Record<string, string[]>;
  /** What is likely to be taken for a header or a field, by its name; answers add to it. */
  values: Record<string, unknown[]>;
}

/** Calls of an operation: most of them right but in one thing, some right, some wrong in many. */
export function callsOf(api: Api, operation: Operation, known: Known): fc.Arbitrary<WireCall> {
  return fc
    .record({
      path: pathOf(operation, known),
      query: queryOf(api, operation),
      credentials: credentialsOf(operation, known),
      key: keyOf(),
      headers: headersOf(api, operation, known),
      body: bodyOf(api, operation, known),
    })
    .map(({ path, query, credentials, key, headers, body }) => ({
      method: operation.method,
      path: `/api/v1${path}${query}`,
      headers: { ...headers, ...credentials, ...key, ...body.headers },
      body: body.bytes,
    }));
}

const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 8): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** What can be encoded at all has no halves of surrogate pairs. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** A text as one step of an address, encoded once or twice. */
const encoded = oddText
  .filter((text) => !['', '.', '..'].includes(text))
  .chain((text) => {
    const once = encodeURIComponent(wellFormed(text));
    return fc.constantFrom(once, encodeURIComponent(once), `${once}%zz`, '%ED%A0%80', '%c0%af');
  });

function pathOf({ path }: Operation, { ids }: Known): fc.Arbitrary<string> {
  const steps = path.split('/').map((step, index, all) => {
    if (!step.startsWith('{')) return fc.constant(step);
    // Read when it is drawn: calls before it may have made more.
    const existing = fc.nat().map((which) => {
      const there = ids[all[index - 1] ?? ''] ?? [];
      return there[which % there.length] ?? crypto.randomUUID();
    });
    return mostly(
      existing,
      fc.oneof(
        fc.uuid(),
        fc.constantFrom('00000000-0000-0000-0000-000000000000', 'not-an-id', 'ZZZZZZZ', 'zzz-zzzz'),
        existing.map((id) => id.toUpperCase()),
        existing.map((id) => `%20${id.toLowerCase()}%00`),
        encoded,
      ),
      4,
    );
  });
  return fc.tuple(...steps).map((all) => all.join('/'));
}

function queryOf(api: Api, { parameters }: Operation): fc.Arbitrary<string> {
  const described = parameters.filter((one) => one.in === 'query');
  const pairs = described.map(({ name, schema }) =>
    fc
      .array(mostly(validValue(api, schema).map(String), oddText, 2), { maxLength: 2 })
      .map((values) => values.map((value) => `${name}=${encodeURIComponent(wellFormed(value))}`)),
  );
  const unknown = mostly(
    fc.constant(''),
    fc.constantFrom('x=1', 'day', '&&=', '__proto__=1', '%zz=%', 'a[]=1', '?'),
  );
  return fc.tuple(unknown, ...pairs).map(([odd, ...known]) => {
    const query = [odd, ...known.flat()].filter((pair) => pair !== '').join('&');
    return query === '' ? '' : `?${query}`;
  });
}

function credentialsOf(operation: Operation, { credentials }: Known): fc.Arbitrary<Record<string, string>> {
  const right = operation.credentials.flatMap((name) => credentials[name] ?? []);
  const every = Object.values(credentials).flat();
  const wrong: Record<string, string>[] = [
    {},
    { authorization: 'Bearer' },
    { authorization: 'Bearer  ' },
    { authorization: 'Basic YTpi' },
    { authorization: `Bearer ${'x'.repeat(3_000)}` },
    { cookie: 'buoni-spesa.session=; ; =; buoni-spesa.session=%00' },
    { cookie: `buoni-spesa.session=${'a.'.repeat(5)}b` },
    ...every,
    ...every.map((one) => ({ ...one, origin: 'https://altrove.example' })),
  ];
  return mostly(fc.constantFrom(...(right.length > 0 ? right : [{}])), fc.constantFrom(...wrong), 9);
}

/** One key of all calls is used again and again. */
const keyOf = (): fc.Arbitrary<Record<string, string>> =>
  mostly<Record<string, string>>(
    fc.uuid().map((key) => ({ 'idempotency-key': key })),
    fc.oneof(
      fc.constantFrom<Record<string, string>>(
        {},
        { 'idempotency-key': '' },
        { 'idempotency-key': 'x'.repeat(201) },
        { 'idempotency-key': 'a b' },
        { 'idempotency-key': 'caffè' },
        { 'idempotency-key': 'again' },
        { 'idempotency-key': '!'.repeat(200) },
      ),
    ),
    6,
  );

function headersOf(
  api: Api,
  { parameters, rawBody }: Operation,
  known: Known,
): fc.Arbitrary<Record<string, string>> {
  const own = parameters.filter((one) => one.in === 'header' && one.name !== 'Idempotency-Key');
  const described = fc
    .tuple(...own.map((parameter) => headerOf(api, parameter, known)))
    .map((all) => Object.assign({}, ...all) as Record<string, string>);
  const strange = fc.constantFrom<Record<string, string>>(
    {},
    {},
    {},
    { accept: 'text/html' },
    { 'x-http-method-override': 'DELETE' },
    { 'if-none-match': '*' },
    { range: 'bytes=0-1' },
    { 'accept-language': 'xx;q=a' },
    { 'x-forwarded-host': 'altrove.example', 'x-forwarded-proto': 'gopher' },
    { 'next-action': 'x' },
    ...(rawBody === undefined ? [] : [{ 'upload-defer-length': '1' }, { 'upload-concat': 'partial' }]),
  );
  return fc.tuple(described, strange).map(([one, two]) => ({ ...one, ...two }));
}

const headerOf = (
  api: Api,
  { name, required, schema }: Parameter,
  { values }: Known,
): fc.Arbitrary<Record<string, string>> =>
  mostly(
    likely(values, name, validValue(api, schema))
      .map((value) => String(value))
      .filter((value) => /^[\x20-\x7e]*$/.test(value))
      .map((value): Record<string, string> => (required || value.length % 2 ? { [name]: value } : {})),
    fc.constantFrom<Record<string, string>>(
      {},
      { [name]: '' },
      { [name]: '-1' },
      { [name]: '9'.repeat(40) },
      { [name]: 'x y,z' },
    ),
    6,
  );

interface WireBody {
  headers: Record<string, string>;
  bytes: Buffer | null;
}

const json = { 'content-type': 'application/json' };
const wired = (text: string | Buffer, headers: Record<string, string> = json): WireBody => ({
  headers,
  bytes: Buffer.from(text as string),
});

function bodyOf(api: Api, { body, rawBody }: Operation, { values }: Known): fc.Arbitrary<WireBody> {
  if (rawBody !== undefined) {
    const headers = mostly(
      fc.constant({ 'content-type': rawBody }),
      fc.constantFrom<Record<string, string>>({}, json),
    );
    return fc
      .tuple(headers, fc.uint8Array({ maxLength: 300 }))
      .map(([one, bytes]) => wired(Buffer.from(bytes), one));
  }
  if (!body) return fc.constant({ headers: {}, bytes: null });
  const valid = validValue(api, body, values) as fc.Arbitrary<Record<string, unknown>>;
  const text = valid.map((value) => JSON.stringify(value));
  const mended = fc.oneof(
    // One field is something else, or gone, or one more.
    fc.tuple(valid, fc.nat(), oddValue).map(([value, index, odd]) => {
      const names = Object.keys(value);
      return names.length === 0 ? odd : { ...value, [names[index % names.length] ?? '']: odd };
    }),
    fc.tuple(valid, fc.nat()).map(([value, index]) => {
      const names = Object.keys(value);
      return Object.fromEntries(
        Object.entries(value).filter(([name]) => name !== names[index % names.length]),
      );
    }),
    fc
      .tuple(valid, oddName, oddValue)
      .map(([value, name, odd]) => Object.fromEntries([...Object.entries(value), [name, odd]])),
    valid.map((value) => [value]),
    oddValue,
  );
  return fc.oneof(
    { weight: 8, arbitrary: text.map((one) => wired(one)) },
    { weight: 6, arbitrary: mended.map((one) => wired(JSON.stringify(one))) },
    {
      weight: 3,
      arbitrary: fc.tuple(text, fc.constantFrom(...oddTypes)).map(([one, headers]) => wired(one, headers)),
    },
    { weight: 2, arbitrary: fc.constantFrom(...oddBytes).map((bytes) => wired(bytes)) },
    { weight: 1, arbitrary: fc.constant({ headers: {}, bytes: null }) },
  );
}

const oddTypes: Record<string, string>[] = [
  {},
  { 'content-type': '' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/json; charset=iso-8859-1' },
  { 'content-type': 'application/json;charset=UTF-8' },
  { 'content-type': 'application/merge-patch+json' },
  { ...json, 'content-encoding': 'gzip' },
];

const oddBytes: Buffer[] = [
  '{',
  '{"amountCents":1600,}',
  '{"amountCents":1e400}',
  '{"amountCents":01}',
  '{"amountCents":1600,"amountCents":"x"}',
  '{"amountCents":16.00}',
  '{"__proto__":{"amountCents":1600}}',
  '{"amountCents":1600,"receiptNumber":"\\ud800"}',
  '{"amountCents":1600,"receiptNumber":"\\u0000"}',
  '\ufeff{"amountCents":1600}',
  'null',
  '"',
  '   ',
  '[]'.repeat(2),
  '['.repeat(100_000),
  `{"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_001)}`,
  `{"reason":"${'x'.repeat(300_000)}"}`,
]
  .map((text) => Buffer.from(text))
  .concat(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from([0]));
