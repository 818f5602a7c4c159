import http from 'node:http';
import net from 'node:net';
import { expect, it } from 'vitest';
import { boundClosing } from '../../../app/_server/gate/closing';
import { prepareGate } from '../../support/gate';

const graceMs = 600;
const unusedMs = 100;

prepareGate();
boundClosing(graceMs, unusedMs);

/** A server behind the gate that answers each request when told to, and a caller that keeps its connections. */
async function open() {
  const held: http.ServerResponse[] = [];
  const server = http.createServer((_, response) => held.push(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const agent = new http.Agent({ keepAlive: true });
  const ask = () => {
    const before = held.length;
    const heard = new Promise<string | undefined>((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port, agent }, (answer) => {
        answer.resume().once('end', () => resolve(answer.headers.connection));
      });
      request.once('error', reject);
    });
    return { heard, arrived: () => expect.poll(() => held.length).toBe(before + 1) };
  };
  const close = () => new Promise((resolve) => server.close(resolve));
  const connect = async () => {
    const connection = net.connect(Number(port), '127.0.0.1').on('error', () => undefined);
    const arrived = new Promise((resolve) => server.once('connection', resolve));
    await Promise.all([arrived, new Promise((resolve) => connection.once('connect', resolve))]);
    return connection;
  };
  return { ask, held, close, connect };
}

it('whoever is being answered when the server closes has their answer, and comes back on no kept connection', async () => {
  const { ask, held, close } = await open();
  const before = ask();
  await before.arrived();
  held.pop()?.end('one');
  expect(await before.heard).toBe('keep-alive');

  const { heard, arrived } = ask();
  await arrived();
  const closed = close();
  held.pop()?.end('two');
  expect(await heard).toBe('close');
  await closed;
});

it('whoever is never answered keeps the server open for the grace and no longer', async () => {
  const { ask, close } = await open();
  const { heard, arrived } = ask();
  const lost = expect(heard).rejects.toThrow('socket hang up');
  await arrived();
  const begun = performance.now();
  await close();
  expect(performance.now() - begun).toBeGreaterThan(graceMs - 50);
  expect(performance.now() - begun).toBeLessThan(5_000);
  await lost;
});

it('a connection on which nothing is asked keeps the server open for a moment only, and may still bring something', async () => {
  const { held, close, connect } = await open();
  await connect();
  const late = await connect();
  const begun = performance.now();
  const closed = close();
  let heard = '';
  late
    .on('data', (piece: Buffer) => (heard += piece.toString()))
    .write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  await expect.poll(() => held.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 2 * unusedMs));
  const gone = new Promise((resolve) => late.once('close', resolve));
  held.pop()?.end('late');
  await Promise.all([closed, gone]);
  expect(performance.now() - begun).toBeLessThan(graceMs - 50);
  expect(heard).toMatch(/connection: close[^]*late/i);
});
