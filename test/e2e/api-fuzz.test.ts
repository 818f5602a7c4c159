import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../app/_api/calls';
import { callsOf, type Known, type WireCall } from '../support/fuzz/requests';
import { send, writtenCall, type WireAnswer } from '../support/fuzz/send';
import { given } from '../support/given';
import { cookiesOf, openGuests, type Guests } from '../support/guests';
import { openDocument, type Api, type Operation } from '../support/openapi';

/** The same calls on every run; `FUZZ_SEED` and `FUZZ_RUNS` look elsewhere and longer. */
const seed = Number(process.env.FUZZ_SEED ?? 20_211);
const numRuns = Number(process.env.FUZZ_RUNS ?? 10);
const atOnce = 6;

/** Their names only: what is sent, and expected, is read from the document as it is served. */
const operationIds = calls.map(({ id }) => id);

let guests: Guests;
let api: Api;
let known: Known;
/** Citizens, each with a draft: one writes, the other's is whole and can be sent. */
let citizens: { session: Record<string, string>; draft: string }[];
/** The operations that answered a success, so that no fuzzing stops at the door. */
const succeeded = new Set<string>();

beforeAll(async () => {
  guests = await openGuests();
  // Several merchants, so that wrong codes do not stop them all.
  const houses = await Promise.all([guests.shop(4), guests.shop(4), guests.shop(4)]);
  const [cashier, writer, sender] = [
    await guests.user('esercente', houses[0].merchantId),
    await guests.user('cittadino'),
    await guests.user('cittadino'),
  ];
  const { origin } = new URL(given('TEST_APP_URL'));
  const session = async ({ username }: { username: string }) => ({
    cookie: await cookiesOf(username),
    origin,
  });
  citizens = [
    { session: await session(writer), draft: await guests.draft(writer) },
    { session: await session(sender), draft: await guests.wholeDraft(sender) },
  ];
  known = {
    credentials: {
      tillKey: houses.flatMap(({ keys }) => keys.map((key) => ({ authorization: `Bearer ${key}` }))),
      session: [await session(cashier)],
    },
    ids: {
      vouchers: await Promise.all(Array.from({ length: 6 }, () => guests.voucher())),
      holds: [],
      redemptions: [],
      attachments: [],
    },
    values: {
      version: [1],
      answers: [{ 'contacts.mobile': '333 1234567' }, { 'need.description': 'Perdita del lavoro' }],
      base: [{}],
      'upload-length': ['300'],
      'upload-offset': ['0'],
      'upload-metadata': [`kind ${base64('isee')},filename ${base64('isee.pdf')}`],
    },
  };
  const answer = await fetch(`${origin}/api/v1/openapi.json`);
  api = openDocument((await answer.json()) as object);
}, 60_000);
afterAll(() => guests.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What an answer tells is used by the calls after it. */
function learn({ id }: Operation, { status, headers, text }: WireAnswer): void {
  if (status < 200 || status > 299) return;
  succeeded.add(id);
  const { ids, values } = known;
  for (const [, what, which = ''] of text.matchAll(/"(hold|redemption)Id":"([^"]+)"/g))
    ids[`${what}s`]?.push(which);
  const version = /"version":(\d+)/.exec(text)?.[1];
  if (version !== undefined) values.version = [Number(version)];
  const upload = headers.location?.split('/').at(-1);
  if (upload !== undefined) ids.attachments?.push(upload);
}

/** What an answer says that the document does not. */
function undocumented(operation: Operation, { status, headers, text }: WireAnswer): string[] {
  const described = operation.answers[status];
  if (!described) return [`status ${status}: ${text.slice(0, 300)}`];
  const missing = described.headers.filter((name) => headers[name.toLowerCase()] === undefined);
  const faults = missing.map((name) => `no ${name}`);
  const mediaType = headers['content-type']?.split(';')[0] ?? null;
  if (operation.method === 'HEAD') return faults;
  if (mediaType !== described.mediaType)
    return [...faults, `content type ${mediaType}: ${text.slice(0, 300)}`];
  if (mediaType === null) return faults;
  return [
    ...faults,
    ...api.faults(described.schema, JSON.parse(text)).map((fault) => `${text.slice(0, 300)} ${fault}`),
  ];
}

async function judge(operation: Operation, call: WireCall): Promise<string[]> {
  const answer = await send(call);
  learn(operation, answer);
  const faults = undocumented(operation, answer);
  if (answer.status >= 500) faults.push(`status ${answer.status}`);
  return faults.map((fault) => `${fault}\n${writtenCall(call)}`);
}

describe('calls made up from the document', () => {
  test.each(operationIds)('%s answers as it says, whatever it is sent', async (id) => {
    const operation = api.operation(id);
    const citizen = citizens[id === 'submitApplication' ? 1 : 0];
    if (citizen && operation.path.startsWith('/applications')) {
      known.ids.applications = [citizen.draft];
      known.credentials.session = [citizen.session];
    }
    const batches = fc.array(callsOf(api, operation, known), { minLength: atOnce, maxLength: atOnce });
    // Which identifiers are known hangs on the order of earlier answers: by chance none of the calls may fit.
    for (let more = 0; more === 0 || (more < 10 && !succeeded.has(id)); more += 1)
      await fc.assert(
        fc.asyncProperty(batches, async (batch) => {
          const faults = await Promise.all(batch.map((call) => judge(operation, call)));
          expect(faults.flat()).toEqual([]);
        }),
        { seed: seed + more, numRuns, endOnFailure: true },
      );
  });

  test('are all that the document has, and each has succeeded at least once', () => {
    expect(api.operations.map(({ id }) => id).toSorted()).toEqual(operationIds.toSorted());
    expect(operationIds.filter((id) => !succeeded.has(id))).toEqual([]);
  });
});

describe('the API', () => {
  test.each([
    ['/api/v1', 404, 'not-found'],
    ['/api/v1/nothing', 404, 'not-found'],
    ['/api/v1/vouchers', 404, 'not-found'],
    ['/api/v1/vouchers/URUT4F6/redemptions/x', 404, 'not-found'],
    ['/api/v1/vouchers%2fURUT4F6%2fholds', 404, 'not-found'],
    ['/api/v1/__proto__', 404, 'not-found'],
    ['/api/v1/openapi.json/x?%zz', 404, 'not-found'],
    ['/api/v1/%zz', 400, 'malformed-address'],
    ['/api/v1/vouchers/%ED%A0%80', 400, 'malformed-address'],
  ])('answers %s, which it does not have, with a problem', async (path, status, code) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await send({ method, path, headers: {}, body: null });
      expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
      expect(JSON.parse(answer.text)).toMatchObject({ status, code });
    }
  });

  test('refuses methods that nobody knows', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'LINK']) {
      const path = '/api/v1/openapi.json';
      const { status, text } = await send({ method, path, headers: {}, body: null });
      expect([status, JSON.parse(text)]).toMatchObject([405, { code: 'method-not-allowed' }]);
    }
  });

  test('tells the methods that an address takes, and refuses the others', async () => {
    const paths = [...new Set(api.operations.map(({ path }) => path))];
    for (const path of paths) {
      const described = api.operations.filter((one) => one.path === path).map(({ method }) => method);
      const allowed = new Set([...described, ...(described.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
      const address = `/api/v1${path.replaceAll(/\{.+?\}/g, crypto.randomUUID())}`;
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await send({ method, path: address, headers: {}, body: null });
        const told = (headers.allow ?? '').split(', ');
        if (method === 'OPTIONS') expect([status, new Set(told)]).toEqual([204, allowed]);
        else if (allowed.has(method)) expect(status).not.toBe(405);
        else {
          expect([status, new Set(told), headers['content-type']]).toEqual([
            405,
            allowed,
            'application/problem+json',
          ]);
        }
      }
    }
  });
});
