import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Takes connections and never says a word, like a server behind a firewall that drops what comes. */
const silent = net.createServer((socket) => socket.on('error', () => undefined));

beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    DATABASE_URL: `postgresql://${address}/nothing`,
    TEMPORAL_ADDRESS: address,
    APP_URL: 'https://buoni.example',
    AUTH_SECRET: 'a secret of the tests, long enough',
  });
});
afterAll(() => silent.close());

it('says within its two seconds that nobody answers', async () => {
  const { GET } = await import('../../app/api/ready/route');
  const begun = performance.now();
  const answer = await GET();
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ postgres: false, temporal: false, relay: null });
});

it('lives all the same', async () => {
  const { GET } = await import('../../app/api/health/route');
  expect(GET().status).toBe(200);
});
