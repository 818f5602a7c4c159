import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerWith, rememberAnswers } from '../../app/_server/answer-status';

let server: http.Server;
let address: string;
const inherited: unknown = Reflect.get(http.Server.prototype, 'emit');

/** As the framework does it: an act somewhere down the chain, then an answer of 200 that begins with its first words. */
beforeAll(async () => {
  rememberAnswers();
  server = http.createServer((request, response) => {
    void (async () => {
      await pause(5);
      if (request.url === '/refused') answerWith(429, { 'Retry-After': '7' });
      response.statusCode = 200;
      response.setHeader('Content-Type', 'text/html');
      response.write('what was typed');
      answerWith(500, {});
      response.end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  Reflect.set(http.Server.prototype, 'emit', inherited);
  await new Promise((resolve) => server.close(resolve));
});

const ask = async (path: string) => {
  const response = await fetch(address + path);
  return [response.status, response.headers.get('retry-after'), await response.text()];
};

it('an act says with which status its answer goes out, and no other answer', async () => {
  const answers = await Promise.all(['/refused', '/', '/refused', '/'].map(ask));
  const [refused, well] = [
    [429, '7', 'what was typed'],
    [200, null, 'what was typed'],
  ];
  expect(answers).toEqual([refused, well, refused, well]);
});

it('says nothing where nobody is answered', () => {
  expect(() => answerWith(429, {})).not.toThrow();
});
