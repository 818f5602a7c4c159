import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const dataOf = (href: string | null): string => href ?? '';

/** The demo's own programme, by its allocation: other tests may have published one of the same name. */
const demoProgramme = (page: Page): Locator =>
  page
    .getByRole('row')
    .filter({ hasText: /211\.765,48/ })
    .getByRole('link', { name: 'Buoni Spesa' });

describe('the budget', () => {
  test('leads from all programmes to one, its charts with their tables, its movements and their files', async () => {
    const page = await pageOf(browser, 'operatore');
    await page.goto('/operatore/bilancio');
    await expectAccessible(page);
    await demoProgramme(page).click();
    await page.waitForURL(/\/operatore\/bandi\/[0-9a-f-]{36}\/bilancio$/);
    const budget = page.url();
    expect(await page.getByRole('main').innerText()).toMatch(/211\.765,48\s€/);
    const chart = page.getByRole('region', { name: 'Dove sono i soldi', exact: true }).first();
    await chart.getByText('Leggi le cifre in tabella').click();
    expect(await chart.getByRole('table').innerText()).toContain('Stanziato');
    await expectAccessible(page);

    const file = chart.getByRole('link', { name: /Scarica in CSV/ });
    const csv = await page.request.get(dataOf(await file.getAttribute('href')));
    expect(csv.headers()['content-disposition']).toContain('buoni-spesa-bilancio.csv');
    expect(await csv.text()).toMatch(/^\uFEFFVoce;Importo\r\nStanziato;211\.765,48\r\nImpegnato;/);

    await page.getByRole('link', { name: 'Movimenti', exact: true }).click();
    await page.waitForURL(/\/movimenti$/);
    await page.getByRole('link', { name: 'Impegno', exact: true }).click();
    await page.waitForURL(/tipo=issue/);
    expect(await page.getByRole('table').innerText()).toContain('Impegno');
    await expectAccessible(page);
    const all = await page.request.get(`${budget}/movimenti/csv?tipo=allocation`);
    expect((await all.text()).trimEnd().split('\r\n')).toHaveLength(2);
    await page.goto(`${budget}/lista`);
    await expectAccessible(page);
    await page.context().close();
  });

  test.each(['cittadino', 'esercente', 'supporto'])('does not exist for %s', async (username) => {
    const office = await pageOf(browser, 'responsabile');
    await office.goto('/operatore/bilancio');
    const href = dataOf(await demoProgramme(office).getAttribute('href'));
    await office.context().close();
    const page = await pageOf(browser, username);
    for (const part of ['', '/movimenti', '/movimenti/csv', '/lista', '/dati/bilancio']) {
      expect((await page.request.get(`${href}${part}`)).status()).toBe(404);
    }
    expect((await page.request.get('/operatore/bilancio')).status()).toBe(404);
    await page.context().close();
  });
});
