import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metrics } from '../../../app/_server/metrics';
import { currentTrace, traceId, traceSaid } from '../../../tracing/trace';
import { openGuarded, prepareGate, type GuardedServer } from '../../support/gate';

const id = '4bf92f3577b34da6a3ce929d0e0e4736';
const parent = `00-${id}-00f067aa0ba902b7-01`;

let server: GuardedServer;

beforeAll(async () => {
  prepareGate({ METRICS_TOKEN: 'a token of the tests that nobody guesses' });
  server = await openGuarded((request, response) => {
    if (request.url === '/taken') {
      // As the framework does to an answer that was taken out of its hands.
      response.writeHead(503).end();
      response.statusCode = 500;
      return;
    }
    // What is done later, in the same chain of calls, belongs to it too.
    setTimeout(() => response.end(currentTrace() ?? 'none'), 5);
  });
});
afterAll(() => server.close());

const ask = async (headers: HeadersInit, path = '/domande') => {
  const answer = await fetch(server.url + path, { headers });
  return { told: answer.headers.get('x-request-id'), carried: await answer.text() };
};

describe('the correlation id of a request', () => {
  it('is the one the caller came with, and all that is done for it carries it', async () => {
    const said: HeadersInit[] = [
      { traceparent: parent },
      { 'x-request-id': id },
      { 'x-request-id': '4BF92F35-77B3-4DA6-A3CE-929D0E0E4736' },
      { traceparent: parent, 'x-request-id': 'f'.repeat(32) },
    ];
    for (const headers of said) {
      const { told, carried } = await ask(headers);
      expect(told).toBe(id);
      expect(traceId(carried)).toBe(id);
    }
  });

  it('is made where there is none, another for each', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => ask({})));
    expect(new Set(all.map(({ told }) => told)).size).toBe(20);
    for (const { told, carried } of all) {
      expect(told).toMatch(/^[0-9a-f]{32}$/);
      expect(traceId(carried)).toBe(told);
    }
  });

  it.each([
    ['words', 'RSSMRA85T10A562S'],
    ['a line of its own', 'a'.repeat(31)],
    ['zeros', '0'.repeat(32)],
    ['more', `${id}00`],
  ])('repeats nothing else that stands there: %s', async (_what, said) => {
    expect((await ask({ 'x-request-id': said })).told).not.toContain(said);
    expect((await ask({ traceparent: `00-${said}-00f067aa0ba902b7-01` })).told).not.toContain(said);
  });

  it('is not told by files that are the same for everybody', async () => {
    expect((await ask({}, '/_next/static/a.js')).told).toBeNull();
  });

  it('takes a parent only as the standard writes it', () => {
    for (const wrong of [`01-${id}-00f067aa0ba902b7-01`, `00-${id}-0000000000000000-01`, `${parent}-x`, ''])
      expect(traceSaid({ traceparent: wrong })).toBeNull();
  });
});

it('counts an answer by the status it went out with', async () => {
  expect((await fetch(`${server.url}/taken`)).status).toBe(503);
  await ask({}, '/taken-not');
  const { requests } = metrics();
  await expect
    .poll(async () => new Set((await requests.get()).values.map(({ labels }) => labels.status)))
    .toEqual(new Set([503, 200]));
});
