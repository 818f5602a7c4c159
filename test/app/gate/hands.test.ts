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
