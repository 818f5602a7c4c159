import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasShortBody } from '../../../app/_server/gate/refusal';
import { openGuarded, prepareGate, type GuardedServer } from '../../support/gate';
import { allRoutes } from '../../support/routes';

const origin = 'https://buoni.example';
const own = { origin };
const routes = allRoutes();

let server: GuardedServer;

beforeAll(async () => {
  prepareGate();
  server = await openGuarded();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
});

/** A call as written: `fetch` would put its address right and not let every header through. */
function call(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: string } = {},
): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = http.request(
      {
        host: '127.0.0.1',
        port: new URL(server.url).port,
        path,
        method,
        headers: { ...length, ...headers },
        agent: false,
      },
      (answer) => {
        const { statusCode: status = 0, headers } = answer;
        text(answer).then((text) => resolve({ status, headers, text }), reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** What other sites and their tools can make a request look like. */
const fromElsewhere: Record<string, Record<string, string>> = {
  'another origin': { origin: 'https://altrove.example' },
  'another origin that forges our name': {
    origin: 'https://altrove.example',
    host: 'altrove.example',
    'x-forwarded-host': 'altrove.example',
  },
  'our name over plain http': { origin: 'http://buoni.example' },
  'a name that begins like ours': { origin: 'https://buoni.example.altrove.example' },
  'another port': { origin: 'https://buoni.example:8443' },
  'a sandboxed page': { origin: 'null' },
  'a sibling site': { 'sec-fetch-site': 'same-site' },
  'another site without an origin': { 'sec-fetch-site': 'cross-site' },
  'nobody knows where': {},
};

describe('an act that another site’s page sends', () => {
  const guarded = routes
    .flatMap(({ methods, ...route }) => methods.map((method) => ({ ...route, method })))
    .filter(({ method }) => method !== 'GET')
    .filter(({ file }) => !/^app\/api\/(v1|webhooks|auth)\//.test(file));

  it('is known for every page and route there is', () => {
    expect(guarded.filter(({ kind }) => kind === 'page').length).toBeGreaterThan(50);
    expect(guarded.filter(({ kind }) => kind === 'route').length).toBeGreaterThan(5);
  });

  it.each(Object.entries(fromElsewhere))('never gets through, from %s', async (_, headers) => {
    for (const { method, path } of guarded) {
      const { status } = await call(path, {
        method,
        headers: { ...headers, 'next-action': 'x' },
        body: 'a=b',
      });
      expect([path, status]).toEqual([path, 403]);
    }
    expect(server.seen).toEqual([]);
  });

  it('gets through from our own pages, with an origin or with the browser’s word', async () => {
    for (const headers of [
      own,
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ]) {
      expect((await call('/accedi', { method: 'POST', headers, body: 'a=b' })).status).toBe(200);
    }
  });

  it('is refused in words to who sees a page, with a code to programs', async () => {
    const page = await call('/accedi', { method: 'POST', headers: { accept: 'text/html' } });
    expect(page.text).toContain('La richiesta non viene da questo sito');
    expect(JSON.parse((await call('/accedi', { method: 'POST' })).text)).toMatchObject({
      code: 'cross-origin',
    });
  });

  it('is refused at sign-in too where a browser says that it comes from elsewhere', async () => {
    const path = '/api/auth/callback/credentials';
    for (const headers of [{ origin: 'https://altrove.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await call(path, { method: 'POST', headers })).status).toBe(403);
    // Its own token protects a program’s call, which says nothing of where it comes from.
    expect((await call(path, { method: 'POST' })).status).toBe(200);
  });

  it('is judged by the API and by the carriers’ signatures where the gate leaves it to them', () => {
    const left = routes
      .filter(({ file }) => /^app\/api\/(v1|webhooks)\//.test(file))
      // It does nothing but say that there is nothing.
      .filter(({ file }) => !file.includes('[[...unknown]]'));
    for (const { file, source } of left) {
      const judges = file.includes('/webhooks/')
        ? /from '@\/app\/_webhooks\/|gateway\.ended\(/
        : /from '@\/app\/_server\/api'|from '(\.\.\/)+redemptions\/|answerUpload/;
      expect([file, judges.test(source)]).toEqual([file, true]);
    }
  });
});

describe('a body', () => {
  const filesGoTo = routes.filter(({ source }) => source.includes("'@/app/_server/upload/"));

  it('may be long and slow exactly where files are taken', () => {
    const long = routes.filter(({ path }) => !hasShortBody('POST', path)).map(({ file }) => file);
    expect(filesGoTo.length).toBeGreaterThan(6);
    expect(long).toEqual(filesGoTo.map(({ file }) => file));
  });

  it('longer than any form is refused unread, with a page that says what to do', async () => {
    const headers = { ...own, accept: 'text/html', 'content-length': 5_000_000, connection: 'close' };
    const { status, text } = await call('/assistenza', { method: 'POST', headers });
    expect([status, text.includes('Il testo è troppo lungo')]).toEqual([413, true]);
    expect(server.seen).toEqual([]);
  });

  it('in pieces, without a length, is sent by no form', async () => {
    const headers = { ...own, 'transfer-encoding': 'chunked' };
    expect((await call('/accedi', { method: 'POST', headers })).status).toBe(413);
    expect((await call('/api/auth/callback/credentials', { method: 'POST', headers })).status).toBe(413);
  });

  it('of a form that fits gets through', async () => {
    const body = 'a'.repeat(256 * 1024);
    expect((await call('/accedi', { method: 'POST', headers: own, body })).status).toBe(200);
    expect((await call('/accedi', { method: 'POST', headers: own, body: `${body}a` })).status).toBe(413);
  });

  it('that trickles in is given up on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const waiting = await openGuarded(() => undefined);
    try {
      const { hostname, port } = new URL(waiting.url);
      const socket = net.connect(Number(port), hostname);
      const heard = text(socket);
      socket.write(`POST /accedi HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nContent-Length: 100\r\n\r\nabc`);
      await vi.waitUntil(() => waiting.seen.length === 1);
      vi.advanceTimersByTime(30_001);
      expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      vi.useRealTimers();
      await waiting.close();
    }
  });
});

describe('what reaches the framework', () => {
  it('bears no name, protocol or address that the caller made up', async () => {
    await call('/accedi', {
      headers: {
        'x-forwarded-host': 'altrove.example',
        'x-forwarded-proto': 'gopher',
        'x-forwarded-for': '6.6.6.6, 198.51.100.7',
        'content-security-policy': "script-src 'nonce-known'",
        'x-nonce': 'known',
      },
    });
    const headers = server.seen[0]?.headers ?? {};
    expect(headers).not.toHaveProperty('x-forwarded-host');
    expect(headers).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.7' });
    expect(headers['content-security-policy']).not.toContain('known');
    expect(headers['x-nonce']).not.toBe('known');
  });

  it('has another nonce each time, the one that the answer allows', async () => {
    const nonces = new Set<unknown>();
    for (let time = 0; time < 5; time++) {
      await call('/');
      nonces.add(server.seen.at(-1)?.headers['x-nonce']);
    }
    expect(nonces.size).toBe(5);
    expect(String(nonces.values().next().value)).toMatch(/^[\w+/]{22}==$/);
  });

  it.each([
    '/%zz',
    '/api/webhooks/../../accedi',
    '/api/v1/%2e%2e/%2E./accedi',
    '/assistenza/./allegati',
    '/domande/..',
    '/api/v1/..%2f..%2faccedi',
    '/api\\..\\accedi',
    '/api/%5c../accedi',
  ])('is no address that means another than it says: %s', async (path) => {
    expect((await call(path, { method: 'POST', headers: own })).status).toBe(400);
    expect(server.seen).toEqual([]);
  });

  it('is every other address, dots and all', async () => {
    for (const path of [
      '/esercenti/elenco.json',
      '/a..b',
      '/.well-known/security.txt',
      '/x?y=../..',
      '/%C3%A0',
    ])
      expect((await call(path)).status).toBe(200);
  });

  it('is no method that nobody knows', async () => {
    expect((await call('/', { method: 'TRACE' })).status).toBe(405);
    expect(server.seen).toEqual([]);
  });
});

describe('a page that its scripts exchange', () => {
  const rsc = (referer: string) => ({ rsc: '1', referer });

  it('opens anew where the document may not do what the page needs, or may do more', async () => {
    for (const [path, from] of [
      ['/esercente', `${origin}/accedi`],
      ['/esercente?_rsc=1', `${origin}/`],
      ['/assistenza', `${origin}/esercente/movimenti`],
    ] as const) {
      const { status, headers, text } = await call(path, { headers: rsc(from) });
      expect([status, headers['content-type'], text]).toEqual([200, 'text/html; charset=utf-8', '']);
    }
    expect(server.seen).toEqual([]);
  });

  it('is exchanged within the till and outside of it', async () => {
    await call('/esercente/movimenti', { headers: rsc(`${origin}/esercente`) });
    await call('/domande', { headers: rsc(`${origin}/`) });
    await call('/esercente', { headers: { rsc: '1' } });
    expect(server.seen).toHaveLength(3);
  });
});

describe('an answer', () => {
  it('keeps what its maker said, and is given the rest', async () => {
    const made = await openGuarded((request, response) => {
      if (request.url === '/implicit') return void response.end('<p>');
      response.writeHead(404, {
        'content-type': 'application/json',
        'cache-control': 'public, max-age=60',
        'content-security-policy': 'sandbox',
      });
      response.end('{}');
    });
    const explicit = await fetch(`${made.url}/explicit`);
    expect(Object.fromEntries(explicit.headers)).toMatchObject({
      'cache-control': 'public, max-age=60',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'content-security-policy': 'sandbox',
    });
    const implicit = await fetch(`${made.url}/implicit`);
    expect(implicit.headers.get('cache-control')).toBe('private, no-store');
    await made.close();
  });

  it('of the gate itself has them all too', async () => {
    const { headers } = await call('/%zz');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
});
