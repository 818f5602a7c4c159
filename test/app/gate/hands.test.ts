import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { takeByManyHands } from '../../../app/_server/gate/hands';

it('a server whose every turn is long takes many connections in each, and none once it is closed', async () => {
  const server = http.createServer((_, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const taken = vi.fn();
  server.on('connection', taken);
  takeByManyHands(server);
  await sleep(1_500);

  let [turns, busy] = [0, true];
  const turn = (): void => {
    const begun = performance.now();
    while (performance.now() - begun < 20);
    turns++;
    if (busy) setImmediate(turn);
  };
  setImmediate(turn);
  const callers = Array.from({ length: 200 }, () => net.connect(port, '127.0.0.1'));
  await vi.waitUntil(() => taken.mock.calls.length === callers.length, { timeout: 10_000 });
  busy = false;
  // One in each turn without it.
  expect(turns).toBeLessThan(callers.length / 2);
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');

  for (const caller of callers) caller.destroy();
  server.close();
  server.closeAllConnections();
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
});

it('a server that closes is done when whoever is being answered has the answer, by whichever hand they came', async () => {
  const waiting: http.ServerResponse[] = [];
  const server = http.createServer((_, response) => void waiting.push(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  takeByManyHands(server);
  await sleep(1_500);
  const answers = Array.from({ length: 48 }, async () => (await fetch(`http://127.0.0.1:${port}`)).text());
  await vi.waitUntil(() => waiting.length === answers.length, { timeout: 10_000 });

  let closed = false;
  const closing = new Promise<void>((resolve) =>
    server.close(() => {
      closed = true;
      resolve();
    }),
  );
  const last = waiting.length - 1;
  for (const [index, response] of waiting.entries()) {
    if (index === last) continue;
    response.setHeader('Connection', 'close');
    response.end('here');
  }
  await sleep(300);
  expect(closed).toBe(false);
  waiting[last]?.setHeader('Connection', 'close');
  waiting[last]?.end('here');
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['here']));
  await closing;
});
