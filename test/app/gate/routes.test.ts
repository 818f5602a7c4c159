import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { routeNames } from '../../../app/_server/gate/routes';

const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-routes-'));
const file = path.join(folder, 'routes-manifest.json');
afterAll(() => rmSync(folder, { recursive: true }));

const varying = (page: string) => ({ page, regex: `^${page.replaceAll(/\[\w+\]/g, '([^/]+?)')}(?:/)?$` });
writeFileSync(
  file,
  JSON.stringify({
    staticRoutes: [{ page: '/' }, { page: '/domande' }],
    dynamicRoutes: [
      '/domande/[id]/ricevuta',
      '/domande/[id]',
      '/recupera-password/[token]',
      '/api/v1/vouchers/[code]',
    ].map(varying),
  }),
);

describe('the name of a route', () => {
  const nameOf = routeNames(file);

  it.each([
    ['/', '/'],
    ['/domande', '/domande'],
    ['/domande/019ac2', '/domande/[id]'],
    ['/domande/019ac2/ricevuta', '/domande/[id]/ricevuta'],
    ['/recupera-password/secret', '/recupera-password/[token]'],
    ['/api/v1/vouchers/7KQ2M4X', '/api/v1/vouchers/[code]'],
  ])('%s is %s', (address, name) => expect(nameOf(address)).toBe(name));

  it('never is what somebody wrote: what is no route has one name', () => {
    for (const address of ['/RSSMRA85T10A562S', '/wp-login.php', '/domande/1/2/3', '/api/v1/none', '', '//'])
      expect(nameOf(address)).toBe('other');
    expect(routeNames(path.join(folder, 'nothing'))('/domande')).toBe('other');
  });
});
