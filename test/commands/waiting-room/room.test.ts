import { createHash } from 'node:crypto';
import type http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { encode } from 'next-auth/jwt';
import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { metrics } from '../../../app/_server/metrics';
import { waitingTurns } from '../../../db/schema/waiting-room';
import { drawnUntil, gatheringMs } from '../../../domain/waiting-room/turn';
import { openGuarded, prepareGate, type GuardedServer } from '../../support/gate';
import { rulesWith } from '../../support/rules';
import { openTown, type Town } from '../../support/town';

const origin = 'https://buoni.example';
const day = 86_400_000;
const secret = 'a secret of the tests, long enough';

let town: Town;
let server: GuardedServer;
let early: string;
let opening: number;
/** The answers that the framework has not given yet: as long as there is one, the one page at once is under way. */
const owed: http.ServerResponse[] = [];
let owing = true;

beforeAll(async () => {
  town = await openTown(2);
  // Somebody signs in, and a second later the applications open.
  early = await sessionCookie();
  opening = Date.now() + 1_000;
  const window = {
    opensAt: new Date(opening).toISOString(),
    closesAt: new Date(opening + day).toISOString(),
  };
  await town.programme(rulesWith({ windows: [{ channel: 'cittadino', ...window }] }));
  prepareGate({
    DATABASE_URL: town.url,
    AUTH_SECRET: secret,
    PAGES_AT_ONCE: '1',
    METRICS_TOKEN: 'a token of the tests that nobody guesses',
  });
  server = await openGuarded((request, response) => {
    if (request.url === '/slow' && owing) owed.push(response);
    else response.end('through');
  });
});
afterAll(async () => {
  await server.close();
  await town.close();
});
beforeEach(async () => {
  await emptied();
  server.seen.length = 0;
});

/** Ends what is under way and waits until nobody is in the queue. */
async function emptied(): Promise<void> {
  dispersed();
  const isEmpty = async (): Promise<boolean> => {
    // Who asked last may be written only now.
    await town.db.execute(sql`truncate waiting_turns`);
    return (await get('/empty')).status === 200;
  };
  await vi.waitUntil(isEmpty, { timeout: 5_000, interval: 100 });
}

/** Somebody takes the only place there is, and somebody stands in the line before it. */
async function crowd(): Promise<void> {
  owing = true;
  for (let people = 0; people < 2; people++) void fetch(`${server.url}/slow`).catch(() => undefined);
  const isFull = (): Promise<boolean> =>
    get('/full', {}, { signal: AbortSignal.timeout(500) }).then(
      ({ status }) => status === 503,
      () => false,
    );
  await vi.waitUntil(async () => owed.length > 0 && (await isFull()), { timeout: 5_000 });
}

function dispersed(): void {
  owing = false;
  for (const response of owed.splice(0)) response.end();
}

const page = { accept: 'text/html', 'x-forwarded-for': '198.51.100.7' };

function get(path: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  return fetch(`${server.url}${path}`, { headers: { ...page, ...headers }, redirect: 'manual', ...init });
}

const waiting = () => town.db.select().from(waitingTurns);

const ticketOf = (answer: Response): string => (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';

/** The ticket of somebody who comes back with the one that all of their moment share, until they have a place of their own. */
async function ownTicket(): Promise<string> {
  const cookie = ticketOf(await get('/accedi'));
  return ticketOf(
    await until(
      () => get('/accedi', { cookie }),
      (answer) => ticketOf(answer) !== '',
    ),
  );
}

/** The session of somebody who came in at a moment. */
const sessionCookie = async (userId = newId()): Promise<string> =>
  `__Host-buoni-spesa.session=${await encode({ token: { sub: userId, sid: newId() }, secret })}`;

/** Comes back until something is true. */
async function until(ask: () => Promise<Response>, right: (answer: Response) => boolean): Promise<Response> {
  let answer = await ask();
  await vi.waitUntil(async () => right((answer = await ask())), { timeout: 8_000, interval: 200 });
  return answer;
}

it('of those who were there when it opened, a person has one place whatever browser they come with', async () => {
  await crowd();
  await vi.waitUntil(() => Date.now() > opening, { timeout: 3_000 });
  const browsers = await Promise.all([0, 1, 2].map(() => get('/domande', { cookie: early })));
  expect(browsers.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(new Set(browsers.map(ticketOf)).size).toBe(3);
  await vi.waitUntil(async () => (await waiting()).length > 0);
  const again = await get('/domande', { cookie: early });
  expect(await again.text()).toContain('tiriamo a sorte');
  const drawn = await waiting();
  expect(drawn).toHaveLength(1);
  expect(drawn[0]?.turn).toBeGreaterThanOrEqual(opening * 1_000);
  expect(drawn[0]?.turn).toBeLessThan((opening + gatheringMs) * 1_000);
});

describe('while there is room', () => {
  it('nobody waits, and nothing is set', async () => {
    const answer = await get('/accedi');
    expect([answer.status, await answer.text()]).toEqual([200, 'through']);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });
});

it('a few stand in line for a moment, and see nothing of the room', async () => {
  void fetch(`${server.url}/slow`).catch(() => undefined);
  owing = true;
  await vi.waitUntil(() => owed.length > 0);
  const inLine = get('/accedi');
  // Whoever comes after them is too many.
  await vi.waitUntil(async () => (await get('/full')).status === 503);
  expect(server.seen.map(({ url }) => url)).toEqual(['/slow']);
  dispersed();
  expect((await inLine).status).toBe(200);
});

describe('in a crowd', () => {
  it('a stranger gets a small page and a place, and the framework hears nothing', async () => {
    await crowd();
    server.seen.length = 0;
    const answer = await get('/accedi');
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    // A proxy gives those who come in the same second the same page.
    expect(answer.headers.get('cache-control')).toBe(
      'public, max-age=0, s-maxage=1, stale-while-revalidate=1',
    );
    expect(answer.headers.get('vary')).toBe('Cookie, Accept');
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-buoni-spesa\.waiting=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    const text = await answer.text();
    expect(Buffer.byteLength(text)).toBeLessThan(4_096);
    expect(text).toContain('Siamo in tanti: sei in fila');
    expect(text).toContain('Many people are here');
    expect(text).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"><\/noscript>/);
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const element of ['script', 'style']) {
      const inside = new RegExp(`<${element}>([^]*)</${element}>`).exec(text)?.[1] ?? '';
      const hash = createHash('sha256').update(inside).digest('base64');
      expect(policy).toContain(`${element}-src 'sha256-${hash}';`);
    }
    expect(server.seen).toEqual([]);
  });

  it('each answer carries the correlation id it came with, and is counted apart from those by route', async () => {
    await crowd();
    const count = async () => (await metrics().toldToWait.get()).values[0]?.value ?? 0;
    const told = await count();
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await get('/accedi', { 'x-request-id': id });
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([503, id]);
    expect((await get('/accedi')).headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(await count()).toBe(told + 2);
    const byRoute = (await metrics().requests.get()).values.map(({ labels }) => labels.status);
    expect(byRoute).toContain(200);
    expect(byRoute).not.toContain(503);
  });

  it('keeps nothing of who does not come back, and one row of who does', async () => {
    await crowd();
    const shared = ticketOf(await get('/accedi'));
    await get('/accedi');
    const ticket = ticketOf(await get('/accedi', { cookie: shared }));
    expect(ticket).not.toBe(shared);
    expect(ticketOf(await get('/accedi', { cookie: ticket }))).toBe('');
    await vi.waitUntil(async () => (await waiting()).length > 0);
    expect(await waiting()).toHaveLength(1);
  });

  it('those who never wait go on: tills, the office, what watches, what helps, files of pages', async () => {
    await crowd();
    server.seen.length = 0;
    const cookie = await sessionCookie();
    const through: [string, Record<string, string>][] = [
      ['/api/v1/applications', { authorization: 'Bearer key' }],
      ['/operatore/domande', { cookie }],
      ['/supporto', { cookie }],
      ['/esercente', { cookie }],
      ['/api/v1/vouchers/ABCDEFG', { cookie }],
      ['/assistenza', {}],
      ['/assistenza/abc', {}],
      ['/api/health', {}],
      ['/api/ready', {}],
      ['/_next/static/chunk.js', {}],
      ['/ente/logo.svg', {}],
      ['/icons.svg', {}],
    ];
    for (const [path, headers] of through)
      expect([path, (await get(path, headers)).status]).toEqual([path, 200]);
    expect(server.seen).toHaveLength(through.length);
  });

  it('an address of work opens nothing to who is not signed in, or shows a session we did not seal', async () => {
    await crowd();
    const forged = `__Host-buoni-spesa.session=${await encode({ token: { sub: newId() }, secret: 'x'.repeat(32) })}`;
    for (const cookie of ['', forged]) expect((await get('/operatore', { cookie })).status).toBe(503);
  });

  it('a program is told by a problem document when to come again', async () => {
    await crowd();
    const answer = await get('/api/v1/applications/x', { accept: 'application/json' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ code: 'crowded', status: 503 });
  });

  it('who sends a form is told that it was not taken and where it still is, and the page stays', async () => {
    await crowd();
    server.seen.length = 0;
    const body = new URLSearchParams({ username: 'a', password: 'b' });
    const answer = await get('/accedi', { origin }, { method: 'POST', body });
    const text = await answer.text();
    expect([answer.status, server.seen.length]).toEqual([503, 0]);
    expect(text).toContain('Torna alla pagina di prima');
    expect(text).not.toContain('http-equiv="refresh"');
    expect(text).not.toContain('<script');
  });
});

describe('a turn', () => {
  it('lets in, in the order of arrival, and for as long as the crowd lasts', async () => {
    await vi.waitUntil(() => Date.now() > opening + gatheringMs, { timeout: 12_000 });
    await crowd();
    const [first, second] = [await ownTicket(), await ownTicket()];
    const ask = (cookie: string) => get('/accedi', { cookie, 'x-waiting': '1' });
    // The second asks more often: that must not matter.
    await vi.waitUntil(async () => (await ask(second)).status === 204, { timeout: 15_000, interval: 50 });
    expect((await ask(first)).status).toBe(204);
    // Who is in stands in line for a moment where all is taken, with a form too; nobody is sent away.
    server.seen.length = 0;
    const sent = get('/invia', { cookie: first, origin }, { method: 'POST', body: 'a=b' });
    const opened = get('/domande', { cookie: first });
    expect(server.seen).toEqual([]);
    dispersed();
    expect([(await sent).status, (await opened).status]).toEqual([200, 200]);
    expect(server.seen.map(({ url }) => url)).toEqual(['/slow', '/invia', '/domande']);
  });

  it('is not got by a ticket that somebody wrote themselves', async () => {
    await crowd();
    const [, value = ''] = (await ownTicket()).split('=');
    const [, holder, seal] = value.split('.');
    const forged = `__Host-buoni-spesa.waiting=${(1_000).toString(36)}.${holder}.${seal}`;
    const answer = await get('/accedi', { cookie: forged });
    expect([answer.status, answer.headers.getSetCookie().length]).toEqual([503, 1]);
  });
});

it('whose turn is far is told what all of their moment are told, and takes a place when it is near', async () => {
  await vi.waitUntil(() => Date.now() > opening + gatheringMs, { timeout: 12_000 });
  await crowd();
  // Three hundred wait who came before the horizon, and ten of each second since then, as far as one knows.
  const horizon = drawnUntil(opening);
  await town.db.execute(sql`insert into waiting_turns (holder, arrived_at, turn)
    select decode(md5(n::text), 'hex'), turn, turn
    from generate_series(1, 300) as n, lateral (select ${horizon}::bigint - n * 1000 as turn) as came`);
  await town.db.execute(
    sql`update waiting_room set called = 0, horizon = ${horizon}::bigint, moved_at = now(), density = 10`,
  );
  const shared = ticketOf(await get('/accedi'));
  const isShared = ({ headers }: Response) => headers.get('cache-control')?.startsWith('public') === true;
  const arrivedAt = Number.parseInt(shared.split('=')[1] ?? '', 36);
  const beyond = Math.round(((arrivedAt - horizon) / 1_000_000) * 10);
  // How the queue stands is read a moment later.
  await vi.waitUntil(
    async () => {
      const answer = await get('/accedi', { cookie: shared });
      const [, ahead = ''] = /Persone davanti a te: (\d+)\./.exec(await answer.text()) ?? [];
      if (!isShared(answer) || Number(ahead) < 200 + beyond || Number(ahead) > 310 + beyond) return false;
      expect([answer.status, answer.headers.get('vary'), ticketOf(answer)]).toEqual([
        503,
        'Cookie, Accept',
        '',
      ]);
      return true;
    },
    { timeout: 8_000, interval: 200 },
  );
  await pause(1_000);
  const written = await waiting();
  // With a cookie of their own they are somebody.
  expect(isShared(await get('/accedi', { cookie: `${shared}; language=it` }))).toBe(false);
  await pause(1_000);
  expect((await waiting()).length).toBe(written.length);

  await town.db.execute(sql`delete from waiting_turns where turn < ${horizon - 1_000}::bigint`);
  const own = await until(
    () => get('/accedi', { cookie: shared }),
    (each) => ticketOf(each) !== '',
  );
  expect(isShared(own)).toBe(false);
  await vi.waitUntil(async () => (await waiting()).length > 1);
});

it('a page’s script is told to open it where there is room', async () => {
  const answer = await get('/accedi', { 'x-waiting': '1' });
  expect([answer.status, server.seen]).toEqual([204, []]);
});

it('the room closes when all who waited are in', async () => {
  await crowd();
  const cookie = ticketOf(await get('/accedi'));
  await get('/accedi', { cookie });
  dispersed();
  const answer = await until(
    () => get('/accedi'),
    ({ status }) => status === 200,
  );
  expect(answer.headers.getSetCookie()).toEqual([]);
});
