import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attack } from '../../support/attack';
import { launchBrowser, type TestBrowser } from '../../support/browser';
import { enter } from '../../support/portal';
import { given } from '../../support/given';
import { cookiesOf, openGuests, type Guests } from '../../support/guests';
import { demoPassword } from '../../../scripts/demo/people';

let browser: TestBrowser;
let guests: Guests;
beforeAll(async () => {
  [browser, guests] = await Promise.all([launchBrowser(), openGuests()]);
});
afterAll(async () => {
  await guests.close();
  await browser.close();
});
beforeEach(() => browser.refused.clear());

/** What somebody would get into a page, were a text of theirs not written as a text. */
const injected = `
  <script>window.run = 'script'</script>
  <script src="data:text/javascript,window.run='data'"></script>
  <script nonce="">window.run = 'empty nonce'</script>
  <img src="/nowhere" onerror="window.run = 'handler'">
  <svg onload="window.run = 'svg'"></svg>
  <iframe srcdoc="<script>parent.run = 'frame'</script>"></iframe>
  <object data="data:text/html,<script>parent.run='object'</script>"></object>
  <base href="https://altrove.example/">
  <div id="styled" style="position: fixed">x</div>
  <a id="link" href="javascript:window.run='link'">x</a>
  <form id="away" action="https://altrove.example/"><input name="x"></form>`;

test('a script that got into a page does not run, and the page’s own do', async () => {
  const page = await browser.newPage();
  await page.route('**/accedi', async (route) => {
    const response = await route.fetch();
    // Beside the page's own content, where its scripts would take it away.
    const body = (await response.text()).replace('</body>', `${injected}</body>`);
    await route.fulfill({ response, body });
  });
  await page.goto('/accedi');
  await page.waitForLoadState('networkidle');
  await page.locator('#link').click();
  expect(await page.evaluate(() => Reflect.get(window, 'run') as unknown)).toBeUndefined();
  expect(await page.evaluate(() => document.baseURI)).not.toContain('altrove');
  expect(await page.locator('#styled').evaluate((element) => getComputedStyle(element).position)).toBe(
    'static',
  );
  await page.evaluate(() => document.querySelector<HTMLFormElement>('#away')?.submit());
  expect(new URL(page.url()).pathname).toBe('/accedi');
  expect(browser.refused.size).toBeGreaterThan(4);
  browser.refused.clear();
});

test('no site shows our pages within its own', async () => {
  const { origin } = new URL(given('TEST_APP_URL'));
  const page = await browser.newPage();
  await page.route('http://altrove.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${origin}/accedi"></iframe>` }),
  );
  const framed = async (name: string) => {
    await page.goto(`http://altrove.example/${name}`);
    await expect.poll(() => page.frames()[1]?.url() ?? '').not.toMatch(/^(about:blank)?$/);
    return page.frames()[1]?.url();
  };
  expect(await framed('as-it-is')).toMatch(/^chrome-error:/);
  // Were it not for the policy, it would be shown.
  await page.route('**/accedi', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': '' };
    await route.fulfill({ response, headers });
  });
  expect(await framed('without-policy')).toBe(`${origin}/accedi`);
  browser.refused.clear();
});

test('who signs in as a merchant comes to a till that may open the camera, and leaves that behind', async () => {
  const { merchantId } = await guests.shop(1);
  const { username } = await guests.user('esercente', merchantId);
  const page = await browser.newPage();
  const mayUseCamera = () =>
    page.evaluate(() => {
      const { featurePolicy } = document as unknown as {
        featurePolicy: { allowsFeature: (name: string) => boolean };
      };
      return featurePolicy.allowsFeature('camera');
    });
  await page.goto('/accedi');
  expect(await mayUseCamera()).toBe(false);
  await enter(page, username, demoPassword);
  await page.waitForURL('**/esercente');
  await page.waitForLoadState('networkidle');
  expect(await mayUseCamera()).toBe(true);
  await page.getByRole('link', { name: 'Informativa privacy' }).click();
  await page.waitForURL('**/privacy');
  expect(await mayUseCamera()).toBe(false);
});

describe('every answer of the running application', () => {
  const kinds: [string, string, Parameters<typeof attack>[1]?][] = [
    ['a page', '/'],
    ['a page for the router', '/accedi?_rsc=1', { headers: { rsc: '1' } }],
    ['nothing there', '/niente/qui'],
    ['nothing there, as a file', '/_next/static/chunks/niente.js'],
    ['a redirect', '/domande'],
    ['a picture', '/ente/stemma.svg'],
    ['a program', '/cassa-sw.js'],
    ['data', '/esercenti/elenco.json'],
    ['a table', '/esercenti/elenco.csv'],
    ['a call', '/api/v1/openapi.json'],
    ['a call without credentials', '/api/v1/vouchers/ABCDEFG'],
    ['a till’s call', '/api/v1/vouchers/ABCDEFG', { headers: { authorization: 'Bearer nobody' } }],
    ['health', '/api/health'],
    ['an address that cannot be decoded', '/%zz'],
    ['a method that nobody knows', '/', { method: 'TRACE' }],
    [
      'a form that is too long',
      '/assistenza',
      { method: 'POST', headers: { accept: 'text/html' }, body: 'a'.repeat(300_000) },
    ],
    ['an act from elsewhere', '/accedi', { method: 'POST' }],
  ];

  test.each(kinds)('%s keeps people safe', async (_, path, how) => {
    const { headers } = await attack(path, how);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['content-security-policy']).toMatch(/default-src|sandbox/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).toHaveProperty('cache-control');
  });

  test('about somebody is kept by nobody', async () => {
    const citizen = await guests.user('cittadino');
    const draft = await guests.wholeDraft(citizen);
    const cookie = await cookiesOf(citizen.username);
    for (const path of [
      '/domande',
      `/domande/${draft}`,
      `/domande/${draft}/riepilogo`,
      `/domande/${draft}/ricevuta/pdf`,
    ]) {
      for (const rsc of [{}, { rsc: '1' }] as Record<string, string>[]) {
        const { headers } = await attack(path, { headers: { cookie, ...rsc } });
        expect([path, headers['cache-control']]).toEqual([
          path,
          expect.stringMatching(/private.*no-store|no-store.*private/),
        ]);
      }
    }
  });
});
