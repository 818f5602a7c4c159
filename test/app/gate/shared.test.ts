import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEverybodys } from '../../../app/_server/gate/shared';
import { openGuarded, prepareGate, type GuardedServer } from '../../support/gate';
import { allRoutes } from '../../support/routes';

let server: GuardedServer;

beforeAll(async () => {
  prepareGate();
  server = await openGuarded((request, response) => {
    response.setHeader('Vary', 'rsc');
    response.writeHead(request.url === '/privacy?broken' ? 500 : 200, { 'Content-Type': 'text/html' });
    response.end('page');
  });
});
afterAll(() => server.close());

const kept = async (path: string, init: RequestInit = {}): Promise<(string | null)[]> => {
  const { headers } = await fetch(`${server.url}${path}`, init);
  return [headers.get('cache-control'), headers.get('vary')];
};

describe('a page of everybody', () => {
  it('may be given by a proxy to others who come without a cookie', async () => {
    const [control, vary] = await kept('/');
    expect(control).toBe('public, max-age=0, s-maxage=5, stale-while-revalidate=20');
    expect(vary).toBe('Cookie, rsc');
  });

  it.each<[string, string, RequestInit]>([
    ['to somebody with a cookie', '/', { headers: { cookie: 'buoni-spesa.session=x' } }],
    ['to somebody with a key', '/', { headers: { authorization: 'Bearer x' } }],
    ['that failed', '/privacy?broken', {}],
    ['that was sent a form', '/', { method: 'POST', headers: { origin: 'https://buoni.example' } }],
    ['that is not one', '/assistenza', {}],
  ])('never %s', async (_, path, init) => {
    expect(await kept(path, init)).toEqual(['private, no-store', 'rsc']);
  });

  it('holds no form that counts once by a key in the page', () => {
    const shared = allRoutes().filter(({ kind, path }) => kind === 'page' && isEverybodys(path));
    expect(shared.length).toBeGreaterThan(4);
    for (const { file, source } of shared)
      expect([file, /newId|randomUUID/.test(source)]).toEqual([file, false]);
  });
});
