import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { accessibilityFaults, enter } from '../support/portal';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const service = '/domande/nuova/buoni-spesa';
const check = `${service}/verifica`;
const main = (page: Page) => page.getByRole('main');
const begin = (page: Page) => main(page).getByRole('button', { name: 'Inizia la domanda' });

describe('the page of a service', () => {
  test('tells everybody who it is for, how much, when, what is needed and what follows', async () => {
    const page = await browser.newPage({ width: 375 });
    await page.goto('/');
    await main(page).getByRole('link', { name: 'Buoni Spesa' }).click();
    await page.waitForURL(`**${service}`);
    const titles = await main(page).getByRole('heading', { level: 2 }).allInnerTexts();
    expect(titles).toEqual([
      'A chi è rivolto',
      'Quanto puoi ricevere',
      'Quando si può spedire',
      'Che cosa ti serve',
      'Come si fa',
      'Che cosa succede dopo',
      'I tuoi dati',
      'Serve aiuto?',
    ]);
    const rows = await page.getByRole('table').getByRole('row').allInnerTexts();
    expect(rows[1]).toMatch(/1[^]*300,00/);
    expect(rows.at(-1)).toMatch(/5 o più[^]*700,00/);
    await page.getByText('Ti risponde entro 30 giorni dal protocollo.').waitFor();
    await page.getByText('Hai 6 mesi da quando lo ricevi.').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test.each([true, false])('a visitor signs in and lands back here (scripts: %s)', async (javaScript) => {
    const page = await browser.newPage({ javaScript });
    await page.goto(service);
    expect(await begin(page).count()).toBe(0);
    expect(await main(page).getByRole('link', { name: 'Accreditati' }).getAttribute('href')).toBe(
      '/accreditamento',
    );
    await main(page).getByRole('link', { name: 'Accedi e inizia la domanda' }).click();
    await enter(page, 'cittadino', 'prova-2021-buoni');
    await page.waitForURL(`**${service}`);
    await begin(page).waitFor();
  });

  test.each(['operatore', 'esercente', 'supporto'])('%s only reads it', async (username) => {
    const page = await pageOf(browser, username);
    await page.goto(service);
    await main(page).getByText('Qui puoi solo leggere').waitFor();
    expect(
      await main(page)
        .getByRole('button', { name: /domanda/ })
        .count(),
    ).toBe(0);
    expect(
      await main(page)
        .getByRole('link', { name: /Accedi|Accreditati/ })
        .count(),
    ).toBe(0);
  });

  test('tells who has applied already, before a second application that could not be sent', async () => {
    const page = await pageOf(browser, 'cittadino2');
    await page.goto(service);
    await main(page).getByText('Hai già').first().waitFor();
    await main(page)
      .getByRole('link', { name: /^protocollo \d+\/\d{4}$/ })
      .first()
      .click();
    await page.waitForURL(/\/domande\/[0-9a-f-]{36}$/);
  });

  test('of no programme is not found', async () => {
    const page = await browser.newPage();
    for (const path of ['/domande/nuova/inesistente', '/domande/nuova/inesistente/verifica']) {
      expect((await page.goto(path))?.status()).toBe(404);
    }
    expect((await page.goto('/domande/nuova/asilo/verifica'))?.status()).toBe(404);
  });
});

/** The rows of every table that a request could have written. */
async function rowsEverywhere(): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: given('TEST_APP_DATABASE_URL') });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const counts: [string, number][] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ count: string }>(`select count(*) from "${name}"`);
      counts.push([name, Number(rows[0]?.count)]);
    }
    return Object.fromEntries(counts);
  } finally {
    await client.end();
  }
}

/** Chooses an answer to a question by the words of both. */
const choose = (page: Page, question: RegExp, answer: string) =>
  page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check();

async function answerAll(page: Page): Promise<void> {
  await choose(page, /residenza/, 'Nel Comune di Assemini');
  await choose(page, /cittadinanza/, 'Italiana o di un Paese dell’Unione Europea');
  await choose(page, /in difficoltà/, 'Ci seguono già i servizi sociali del Comune');
  await choose(page, /aiuti pubblici/, 'No');
  await choose(page, /un altro Comune/, 'No');
  await choose(page, /Quante persone/, '3 persone');
}

const send = (page: Page) => page.getByRole('button', { name: 'Guarda il risultato' }).click();

describe.each([true, false])('“Posso chiedere il buono?”, scripts running: %s', (javaScript) => {
  test('is answered without signing in, with the amount and the way on', { timeout: 120_000 }, async () => {
    const page = await browser.newPage({ width: 375, javaScript });
    await page.goto(service);
    await main(page).getByRole('link', { name: 'Posso chiedere il buono?' }).click();
    await page.waitForURL(`**${check}`);
    await answerAll(page);
    await send(page);
    await page.getByRole('heading', { name: 'Probabilmente puoi chiedere il buono' }).waitFor();
    await page.getByText('Se il Comune approva, le regole danno 500,00 €').waitFor();

    // The answers stay to be changed, and the result follows.
    await choose(page, /aiuti pubblici/, 'Sì, ma non bastano per vivere');
    await send(page);
    await page.getByRole('heading', { name: 'Forse puoi chiedere il buono' }).waitFor();
    await page.getByText('Il risultato cambia se la risposta diventa: «No».').waitFor();
    await choose(page, /residenza/, 'In un altro Comune');
    await send(page);
    await page.getByRole('heading', { name: 'Probabilmente non puoi chiedere il buono' }).waitFor();
    expect(await page.getByText('Se il Comune approva').count()).toBe(0);
    expect(await page.getByText('La decisione è del Comune', { exact: false }).count()).toBeGreaterThan(0);
    // The examiner is a script itself.
    if (javaScript) expect(await accessibilityFaults(page)).toEqual([]);
    await main(page).getByRole('link', { name: 'Vai alla domanda' }).click();
    await page.waitForURL(`**${service}`);
  });

  test('asks for what was left out, and keeps what was answered', async () => {
    const page = await browser.newPage({ javaScript });
    await page.goto(check);
    await choose(page, /residenza/, 'Nel Comune di Assemini');
    await send(page);
    const summary = page.locator('.error-summary');
    await summary.getByRole('link', { name: /cittadinanza\?: Scegli una delle risposte/ }).waitFor();
    expect(await summary.getByRole('link').count()).toBe(5);
    expect(await page.getByRole('radio', { name: 'Nel Comune di Assemini' }).isChecked()).toBe(true);
    expect(await page.getByRole('heading', { name: /puoi chiedere il buono$/ }).count()).toBe(0);
  });

  test('leaves nothing: no answer in an address, a cookie or the history', async () => {
    const page = await browser.newPage({ javaScript });
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(check);
    const cookies = await page.context().cookies();
    await answerAll(page);
    await send(page);
    await page.getByRole('heading', { name: 'Probabilmente puoi chiedere il buono' }).waitFor();
    expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
    expect(addresses.filter((address) => /residence|socialServices|members/.test(address))).toEqual([]);
    expect(await page.context().cookies()).toEqual(cookies);
  });
});

test('the pre-check writes no row anywhere', async () => {
  const page = await browser.newPage();
  await page.goto(check);
  await answerAll(page);
  // Messages of earlier tests may still be leaving; what the pre-check itself wrote would show every time.
  const quiet: boolean[] = [];
  while (!quiet.includes(true) && quiet.length < 5) {
    const before = await rowsEverywhere();
    await send(page);
    await page.getByRole('heading', { name: 'Probabilmente puoi chiedere il buono' }).waitFor();
    quiet.push(JSON.stringify(await rowsEverywhere()) === JSON.stringify(before));
    await page.goto(check);
    await answerAll(page);
  }
  expect(quiet).toContain(true);
});
