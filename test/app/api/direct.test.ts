import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '../../../app/_api/calls';
import { bearerKey } from '../../../app/_server/bearer';
import { respond } from '../../../app/_server/gate';
import { crowdRoutes, directAnswer, tillRoutes } from '../../../app/_server/direct';

const server = http.createServer((request, response) => {
  const answer = directAnswer(request);
  if (answer) respond(answer, response).catch(() => response.destroy());
  else response.writeHead(299).end();
});
let address = '';

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
  fetch(`${address}${path}`, { ...init, headers: { authorization: 'Bearer a-key', ...headers } });

/** The status of a call that is left to the framework. */
const leftAlone = 299;

test('every address that a till may call is answered in front of the framework, each with all its methods', () => {
  const ofShops = calls.filter(({ audience }) => audience === 'shop');
  expect(Object.keys(tillRoutes).toSorted()).toEqual(
    [...new Set(ofShops.map(({ path }) => path))].toSorted(),
  );
  for (const { path, method } of ofShops) expect(tillRoutes[path]?.[method]).toBeTypeOf('function');
});

test('what a crowd does is answered in front of the framework too, and asks no one else who calls', async () => {
  for (const path of Object.keys(crowdRoutes)) {
    expect(calls.filter((call) => call.path === path).map(({ method }) => method)).toEqual(['POST']);
    const address = `/api/v1${path.replace('{id}', '01a219a6-7053-7791-8955-6c609f802d3e')}`;
    const answer = await ask(address, { method: 'POST' }, { authorization: '' });
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'unauthenticated' }]);
    expect((await ask(address, {}, { authorization: '' })).status).toBe(405);
  }
});

test('calls without a key, and addresses that are no call, are left to the framework', async () => {
  const call = '/api/v1/vouchers/URUT4F6/redemptions';
  expect((await fetch(`${address}${call}`, { method: 'POST' })).status).toBe(leftAlone);
  expect((await ask(call, {}, { authorization: 'Basic a-key' })).status).toBe(leftAlone);
  for (const path of [
    '/',
    `${call}/`,
    '/api/v1/vouchers',
    '/api/v1/applications/1/submission',
    `/x${call}`,
  ]) {
    expect((await ask(path, { method: 'POST' })).status).toBe(leftAlone);
  }
});

test('a key is known however its scheme is written, and none is no key', () => {
  for (const written of ['Bearer a-key', 'bearer a-key', 'BEARER  a-key'])
    expect(bearerKey(written)).toBe('a-key');
  for (const none of [
    undefined,
    null,
    '',
    'Bearer',
    'Bearer  ',
    'Basic a-key',
    'Bearera-key',
    'x Bearer a-key',
  ])
    expect(bearerKey(none)).toBeNull();
});

test('a till that writes its scheme in small letters is answered in front of the framework too', async () => {
  const [path, large] = ['/api/v1/vouchers/URUT4F6/redemptions', Buffer.alloc(300 * 1024, ' ')];
  const answer = await ask(path, { method: 'POST', body: large }, { authorization: 'bearer a-key' });
  expect(answer.status).toBe(413);
});

test('a body that is larger than any call is refused while it arrives, whether it says so or not', async () => {
  const large = Buffer.alloc(300 * 1024, ' ');
  const stream = () => new ReadableStream({ start: (to) => (to.enqueue(large), to.close()) });
  for (const body of [large, stream()]) {
    const answer = await ask('/api/v1/vouchers/URUT4F6/redemptions', {
      method: 'POST',
      body,
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'too-large' }]);
  }
});
