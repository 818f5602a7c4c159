import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rememberAnswers } from '../../app/_server/answer-status';
import { answerOutage } from '../../app/_server/outage';

const away = new Error('Failed query', {
  cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
});

let server: http.Server;
let url: string;

/** A server that hears of its faults as the framework's does, more than once, and answers 500 where nobody did. */
beforeAll(async () => {
  rememberAnswers();
  server = http.createServer((request, response) => {
    const fault = request.url === '/away' ? away : new Error('of our own making');
    void Promise.all([answerOutage(fault, request), answerOutage(fault, request)]).then(() => {
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('a request that does not find the database', () => {
  it('is told when to come back, on a page that needs no script', async () => {
    const answer = await fetch(`${url}/away`, { headers: { accept: 'text/html' } });
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([
      503,
      '2',
      'private, no-store',
    ]);
    const page = await answer.text();
    expect(page).toContain('Il servizio torna tra poco');
    expect(page).toContain('The service will be back shortly');
    expect(page).not.toContain('Failed query');
  });

  it('is told so by a problem document, where it is a program', async () => {
    const answer = await fetch(`${url}/away`, { headers: { accept: 'application/json' } });
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'database-away' }]);
  });

  it('is told apart from a fault of our own', async () => {
    expect((await fetch(`${url}/fault`)).status).toBe(500);
  });
});
