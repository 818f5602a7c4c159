import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../../app/_api/calls';
import { openDatabase, type Database } from '../../../db/client';
import { applications } from '../../../db/schema/applications';
import { requestCounts } from '../../../db/schema/tickets';
import { attack, inTurns, postForm } from '../../support/attack';
import { given } from '../../support/given';
import { cookiesOf, openGuests, type Guests } from '../../support/guests';

let guests: Guests;
let db: Database;
let citizen: { id: string; cookie: string; draft: string };
let origin: string;

beforeAll(async () => {
  guests = await openGuests();
  db = openDatabase(given('TEST_APP_DATABASE_URL'), 1);
  const user = await guests.user('cittadino');
  citizen = { id: user.id, draft: await guests.draft(user), cookie: await cookiesOf(user.username) };
  ({ origin } = new URL(given('TEST_APP_URL')));
});
afterAll(async () => {
  await db.$client.end();
  await guests.close();
});

describe('an act that another site’s page sends', () => {
  /** Every act of the forms, as the build numbers them: a new one is in it. */
  const acts = () => {
    const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
      node: Record<string, { workers: Record<string, unknown> }>;
    };
    return Object.keys(manifest.node);
  };

  test.each<[string, Record<string, string>]>([
    ['without a word of where it comes from', {}],
    [
      'with our name forged',
      { origin: 'https://altrove.example', host: 'altrove.example', 'x-forwarded-host': 'altrove.example' },
    ],
  ])('is performed by no form, %s', async (_, headers) => {
    const all = acts();
    expect(all.length).toBeGreaterThan(90);
    const answers = await inTurns(all, (id) =>
      attack('/domande', {
        method: 'POST',
        headers: { ...headers, cookie: citizen.cookie, 'next-action': id, 'content-type': 'text/plain' },
        body: '[]',
      }),
    );
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([403]);
  });

  test('is performed by no call of the API', async () => {
    const unsafe = calls.filter(
      ({ method, audience }) => method !== 'GET' && method !== 'HEAD' && audience !== 'anybody',
    );
    const answers = await inTurns(unsafe, ({ method, path }) =>
      attack(`/api/v1${path.replaceAll(/\{\w+\}/g, citizen.draft)}`, {
        method,
        headers: { origin: 'https://altrove.example', cookie: citizen.cookie, 'idempotency-key': 'x' },
      }),
    );
    expect(unsafe.length).toBeGreaterThan(8);
    expect(answers.map(({ status, text }) => [status, text.includes('cross-origin')])).toEqual(
      unsafe.map(() => [403, true]),
    );
  });
});

/** A call of the citizen's own page. */
const save = (method: string, body: string, headers: Record<string, string> = {}) =>
  attack(`/api/v1/applications/${citizen.draft}${method === 'PATCH' ? '/answers' : ''}`, {
    method,
    headers: {
      origin,
      cookie: citizen.cookie,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
    body,
  });

describe('a body', () => {
  const deep = (depth: number, [open, close]: readonly [string, string]) =>
    `{"version":1,"answers":{"need.description":${open.repeat(depth)}1${close.repeat(depth)}}}`;

  test.each<[string, string]>([
    ['as deep as it fits, of lists', deep(60_000, ['[', ']'])],
    ['as deep as it fits, of objects', deep(20_000, ['{"a":', '}'])],
    ['with a list for a text', '{"version":1,"answers":{"need.description":["a"]}}'],
    ['with an object for a text', '{"version":1,"answers":{"need.description":{"toString":"a"}}}'],
    ['with a list for all', '[]'],
    ['with a text for all', '"a"'],
    ['of null', 'null'],
    ['with a version like a text', '{"version":"1","answers":{}}'],
    ['with a version beyond numbers', '{"version":1e400,"answers":{}}'],
  ])('%s is refused, and breaks nothing', async (_, body) => {
    expect((await save('PUT', body)).status).toBe(422);
  });

  test('that reaches for what all objects share changes none of them', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const bodies = [
        `{"version":1,"answers":{"${key}":"x"}}`,
        `{"version":1,"answers":{"${key}":{"polluted":"x"}}}`,
        `{"version":1,"answers":{},"${key}":{"polluted":"x","status":"approvata"}}`,
      ];
      for (const body of bodies) expect((await save('PUT', body)).status).toBeLessThan(500);
      const form = await postForm('/accedi', [
        [key, 'x'],
        [`${key}.polluted`, 'x'],
        [`${key}[polluted]`, 'x'],
      ]);
      expect(form.status).toBeLessThan(500);
    }
    expect((await attack('/api/v1/openapi.json')).text).not.toContain('polluted');
    const [row] = await db.select().from(applications).where(eq(applications.id, citizen.draft));
    expect(Object.keys(row?.answers ?? {})).not.toContain('__proto__');
  });

  test('that names what only the office sets changes nothing of it', async () => {
    const whole = async () =>
      (await db.select().from(applications).where(eq(applications.id, citizen.draft)))[0];
    const before = await whole();
    const version = before?.answersVersion ?? 0;
    const reached = {
      status: 'approvata',
      amountCents: 99_999,
      citizenId: crypto.randomUUID(),
      role: 'responsabile',
      registrationNumber: 1,
      eventNumber: 99,
    };
    await save('PUT', JSON.stringify({ version, answers: {}, ...reached }));
    expect((await save('PATCH', JSON.stringify({ base: {}, answers: {}, ...reached }))).status).toBe(422);
    const kept = ({
      answers: _a,
      answersVersion: _v,
      updatedAt: _u,
      savedAt: _s,
      ...row
    }: Record<string, unknown>) => row;
    expect(kept({ ...(await whole()) })).toEqual(kept({ ...before }));
  });

  test('that is compressed, or longer than it may be, is not read', async () => {
    expect((await save('PUT', '{}', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await save('PUT', `{"version":1,"answers":{"a":"${'a'.repeat(300_000)}"}}`)).status).toBe(413);
  });

  test('of a form takes no file for a text, and neither two for one nor thousands', async () => {
    const file = new Blob(['cittadino']);
    const odd: [string, string | Blob][][] = [
      [
        ['username', file],
        ['password', file],
      ],
      [
        ['username', 'cittadino'],
        ['username', 'operatore'],
        ['password', 'a'],
        ['password', 'b'],
      ],
      Array.from({ length: 3_000 }, (_, index): [string, string] => [`f${index}`, 'x']),
      [
        ['$ACTION_REF_9', ''],
        ['$ACTION_9:0', '{"id":"0","bound":"$@1"}'],
        ['$ACTION_9:1', '["$F0"]'],
      ],
    ];
    for (const fields of odd) {
      const { status, headers } = await postForm('/accedi', fields);
      expect(status).toBeLessThan(500);
      expect(headers['set-cookie']?.join() ?? '').not.toContain('.session=');
    }
  });
});

describe('an address', () => {
  const pages = [
    '/domande',
    '/esercenti',
    '/trasparenza',
    '/assistenza/nessuna',
    '/domande/nuova/buoni-spesa',
  ];
  const queries = [
    'pagina=-1&page=-1',
    'pagina=1e309&page=99999999999999999999',
    'pagina=NaN&stato[]=x&stato=a&stato=b',
    'q=%00&stato=%00&pagina=%00',
    `q=${'a'.repeat(2_000)}`,
    "q='%20OR%201=1--&ordina=id;drop%20table%20users",
    'q=%25%25%25_%5C&ordina=__proto__&stato=constructor',
    'q=%F0%9F%92%A9%ED%A0%80',
  ];

  test.each(queries)('with ?%s breaks no page', async (query) => {
    const answers = await inTurns(pages, (path) =>
      attack(`${path}?${query}`, { headers: { cookie: citizen.cookie } }),
    );
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  });
});

test('who posts without signing in is counted by the address of the connection, whatever they say', async () => {
  const counted = async () => {
    const [row] = await db
      .select({ rows: sql<number>`count(*)::int`, sum: sql<number>`coalesce(sum(count), 0)::int` })
      .from(requestCounts);
    return row ?? { rows: 0, sum: 0 };
  };
  const before = await counted();
  for (const address of ['6.6.6.6', '7.7.7.7', '8.8.8.8, 9.9.9.9'])
    await postForm('/domande/nuova/buoni-spesa/verifica', [], { 'x-forwarded-for': address });
  const after = await counted();
  expect(after.sum - before.sum).toBe(3);
  expect(after.rows - before.rows).toBeLessThanOrEqual(1);
});
