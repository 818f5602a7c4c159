import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { pressEnter, tabTo, tick, typeInto } from '../support/keyboard';
import { accreditedCitizen } from '../support/portal';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const arriveAt = (page: Page, heading: string) =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor();

/** What each section needs, in the order in which `Continua` leads through them. */
const steps: [heading: string, answer?: (page: Page) => Promise<void>][] = [
  ['Chi presenta la domanda', (page) => tick(page, 'radio', 'Per me')],
  ['Dati Anagrafici del beneficiario', (page) => typeInto(page, 'Comune di nascita', 'Roma')],
  ['Recapiti'],
  [
    'Residenza e domicilio',
    async (page) => {
      await typeInto(page, 'Indirizzo', 'Via Dalmazia, 23');
      await typeInto(page, 'Comune', 'Assemini');
    },
  ],
  ['Condizione di bisogno', (page) => typeInto(page, 'Condizione di bisogno', 'Perdita del lavoro')],
  [
    'Entrate Economiche del Nucleo',
    async (page) => {
      await typeInto(page, 'Entrate Mensili', '450,00');
      await typeInto(page, 'C/C Bancari o postali', '1.320,50');
    },
  ],
  ['Uscite del Nucleo'],
  ['Nucleo', (page) => typeInto(page, 'Totali', '1')],
  ['Entrate del Nucleo', (page) => typeInto(page, 'Reddito da lavoro', '5.400,00')],
  ['ISEE'],
  ['Dichiarazioni', (page) => tick(page, 'checkbox', 'Di non percepire altre forme di sostegno')],
];

test('from the portal to the receipt with the keyboard alone', { timeout: 240_000 }, async () => {
  const page = await browser.newPage();
  const { person, username, password } = await accreditedCitizen(page);
  await page.goto('/');
  await pressEnter(page, 'button', 'Uscita');
  await page.getByRole('link', { name: 'Accedi', exact: true }).waitFor();

  await page.goto('/');
  await pressEnter(page, 'link', 'Vai al contenuto');
  await pressEnter(page, 'link', 'Buoni Spesa');
  await pressEnter(page, 'link', 'Accedi e inizia la domanda');
  await typeInto(page, 'Username', username);
  await typeInto(page, 'Password', password);
  await page.keyboard.press('Enter');
  await pressEnter(page, 'button', 'Inizia la domanda');
  await pressEnter(page, 'link', 'Chi presenta la domanda');
  for (const [heading, answer] of steps) {
    await arriveAt(page, heading);
    await answer?.(page);
    await pressEnter(page, 'button', 'Continua');
  }
  await page.waitForURL(/\/allegati$/);
  await pressEnter(page, 'link', /^(Continua|Vai al Riepilogo)$/);
  await arriveAt(page, 'Riepilogo');
  await pressEnter(page, 'button', 'Spedisci');
  await arriveAt(page, 'Ricevuta');
  await pressEnter(page, 'link', 'Vai alla domanda');
  await pressEnter(page, 'link', 'Elenco delle richieste');
  await tabTo(page, 'link', `${person.familyName} ${person.givenName}`);
});

test('what is wrong takes the focus, and each line of it leads to its field', async () => {
  const page = await browser.newPage();
  await page.goto('/assistenza');
  await pressEnter(page, 'button', 'Spedisci');
  await page.locator('.error-summary').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const reached = () => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'));
  await expect.poll(reached).toBe('true');
});

test('the first stop of every page leads past the bars', async () => {
  const page = await browser.newPage();
  for (const path of ['/', '/accedi', '/assistenza', '/privacy']) {
    await page.goto(path);
    await page.keyboard.press('Tab');
    const first = page.getByRole('link', { name: 'Vai al contenuto' });
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
    expect((await first.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenuto');
  }
});
