import { spawn } from 'node:child_process';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { portalEnvironment } from '../../scripts/stack/environment';
import { freePort } from '../../scripts/stack/ports';
import { given } from '../support/given';

const authSecret = 'a secret of the tests, long enough';

/** A web process alone, asked all the time over a connection that is kept, as a proxy does. */
async function open() {
  const port = await freePort();
  const keys = { authSecret, encryptionKeys: given('ENCRYPTION_KEYS'), dataDir: 'build' };
  const away = { url: 'postgres://127.0.0.1:1/nothing', port, engine: '127.0.0.1:1' };
  const env = { ...process.env, ...portalEnvironment(keys, away), NODE_ENV: 'production' as const };
  const args = ['scripts/serve.mjs', '-p', String(port), '-H', '127.0.0.1'];
  const web = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => web.once('exit', resolve));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  /** The answer's status and headers; null where no connection was taken. */
  const ask = () =>
    new Promise<{ status: number; headers: http.IncomingHttpHeaders } | null>((resolve) => {
      const request = http.get({ host: '127.0.0.1', port, agent, path: '/accessibilita' }, (answer) => {
        const { statusCode: status = 0, headers } = answer;
        answer.resume().once('end', () => resolve({ status, headers }));
      });
      request.once('error', () => resolve(null));
    });
  return { web, ended, ask };
}

test('a web process takes nobody before it can answer, and ends while a proxy goes on asking', async () => {
  const { web, ended, ask } = await open();
  let first = await ask();
  for (const end = Date.now() + 30_000; first === null && Date.now() < end; first = await ask())
    await sleep(20);
  expect(first?.status).toBe(200);
  expect(first?.headers['content-security-policy']).toContain('nonce-');
  expect(first?.headers.connection).toBe('keep-alive');

  const asking = (async () => {
    const heard = [];
    for (let answer = await ask(); answer !== null; answer = await ask()) heard.push(answer);
    return heard;
  })();
  await sleep(300);
  web.kill('SIGTERM');
  expect(await ended).toBe(143);
  const heard = await asking;
  expect(heard.length).toBeGreaterThan(1);
  expect(heard.filter(({ status }) => status !== 200)).toEqual([]);
});
