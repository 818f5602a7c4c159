import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { demoResidents } from '../../scripts/demo/registers';
import { approve, expectAccessible, pageOf, sendApplication } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function expectFits(page: Page, width: number): Promise<void> {
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

/** Elena Popescu's application: by the register of the demo she has a child she did not declare. */
async function openElena(operator: Page): Promise<void> {
  await operator.goto('/operatore?cognome=Popescu');
  await operator.getByRole('table').getByRole('link').last().click();
  await operator.getByRole('heading', { name: 'Popescu Elena' }).waitFor();
}

test('declared stands beside registered, with the difference in words and the proposal by the register', async () => {
  const operator = await pageOf(browser, 'operatore', { javaScript: false });
  await openElena(operator);
  const registers = operator.getByRole('region', { name: 'Registri interrogati' });
  if ((await registers.getByText('Arrivato').count()) === 0) {
    await registers.getByRole('button', { name: /Interroga/ }).click();
  }
  await expect
    .poll(async () => {
      await operator.reload();
      return registers.getByText('Arrivato', { exact: true }).count();
    })
    .toBe(2);
  const text = await operator.locator('main').innerText();
  expect(text).toContain('Andrei Popescu: nella famiglia anagrafica, ma non in domanda.');
  expect(text).toContain('ISEE non dichiarato; per INPS è 6.420,00 €.');
  expect(text).toContain('INPS segnala omissioni o difformità nella DSU.');
  expect(text).toContain('dove un registro ha risposto, vale il registro');
  const total = operator
    .getByRole('table', { name: 'Componenti risultanti e dichiarati' })
    .getByRole('row', { name: /Totali/ });
  expect((await total.getByRole('cell').allInnerTexts()).map((cell) => /\d+/.exec(cell)?.[0])).toEqual([
    '1',
    '1',
    '2',
  ]);
  expect(await total.innerText()).toContain('Numeri diversi');
  expect(await operator.locator('.big-amount').innerText()).toContain('400,00');
  await operator.context().close();
});

test('a register is brought in from a file: a good one replaces it, a broken one is shown by row and column', async () => {
  const operator = await pageOf(browser, 'operatore', { width: 375 });
  const send = async (text: string): Promise<void> => {
    await operator.goto('/operatore/registro');
    const form = operator.getByRole('form', { name: 'Anagrafe della popolazione' });
    const file = { name: 'anagrafe.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
    await form.getByLabel('File CSV').setInputFiles(file);
    await form.getByRole('button', { name: 'Carica il file' }).click();
    await operator.waitForURL(/file=/);
  };
  await send(demoResidents().replace('GLLLGU67A12H501V', 'GLLLGU67A12H501X'));
  await operator.getByText('Il file non è stato caricato').waitFor();
  const fault = operator.getByRole('table', { name: 'Errori nel file' }).getByRole('row').last();
  expect(await fault.innerText()).toMatch(/2[^]*codice fiscale[^]*non è giusto/);
  await expectFits(operator, 375);
  await send(demoResidents());
  await operator.getByText(/Il registro è stato sostituito: \d+ righe/).waitFor();
  await operator.context().close();
});

test('registers are the office’s alone', async () => {
  const [citizen, visitor] = [await pageOf(browser, 'cittadino'), await browser.newPage()];
  const { origin } = new URL(given('TEST_APP_URL'));
  const multipart = {
    kind: 'anagrafe',
    file: { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('x') },
  };
  for (const path of ['/operatore/registro', '/operatore/registro/esempio/anagrafe']) {
    expect((await citizen.request.get(path)).status()).toBe(404);
    await visitor.goto(path);
    expect(new URL(visitor.url()).pathname).toBe('/accedi');
  }
  const post = (page: Page, headers: Record<string, string>) =>
    page.request.post('/operatore/registro/carica', { multipart, headers, maxRedirects: 0 });
  expect((await post(citizen, { origin })).status()).toBe(404);
  expect((await post(citizen, { origin: 'https://altrove.example.org' })).status()).toBe(403);
  expect((await post(visitor, { origin })).headers().location).toMatch(/^\/accedi/);
  await Promise.all([citizen, visitor].map((page) => page.context().close()));
});

test('who asked reads why, and the letter is theirs and the office’s', async () => {
  const citizen = await pageOf(browser, 'cittadino2', { width: 375 });
  const { id } = await sendApplication(citizen);
  const operator = await pageOf(browser, 'operatore');
  const letter = `/domande/${id}/provvedimento/pdf`;
  expect((await operator.request.get(letter)).status()).toBe(404);
  await approve(operator, id);
  await citizen.goto(`/domande/${id}`);
  await citizen.getByRole('heading', { name: 'Perché questa risposta' }).waitFor();
  expect(await citizen.getByRole('table', { name: 'Passi del calcolo' }).innerText()).toContain('300,00');
  await expectFits(citizen, 375);
  for (const page of [citizen, operator]) {
    const answer = await page.request.get(letter);
    expect(answer.headers()['content-type']).toBe('application/pdf');
    expect(answer.headers()['cache-control']).toContain('no-store');
  }
  const other = await pageOf(browser, 'cittadino');
  expect((await other.request.get(letter)).status()).toBe(404);
  await Promise.all([citizen, operator, other].map((page) => page.context().close()));
});
