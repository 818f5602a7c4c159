import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { photograph } from '../support/file-samples';
import { given } from '../support/given';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Asks for help without scripts; answers the address to follow it and its code. */
async function ask(page: Page, from: string, reason: string): Promise<{ address: string; code: string }> {
  await page.goto(`/assistenza?da=${from}`);
  await page.getByLabel('Nominativo').fill('Algeri Luigi');
  await page.getByLabel('Telefono').fill('067916780');
  await page.getByLabel('Mail').fill(`persona.${Date.now()}@example.org`);
  await page.getByLabel('Motivo della richiesta').fill(reason);
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.waitForURL(/\/assistenza\/[A-Z2-9]{8}/);
  return { address: page.url(), code: new URL(page.url()).pathname.split('/')[2] ?? '' };
}

test('the desk asks, the person sends a file, and the request is in the desk’s hands again', async () => {
  const visitor = await browser.newPage({ javaScript: false, width: 375 });
  const { address, code } = await ask(
    visitor,
    '/domande/nuova/buoni-spesa',
    'Non riesco ad allegare l’ISEE.',
  );
  const desk = await pageOf(browser, 'supporto');
  await desk.goto(`/supporto/${code}`);
  await desk.getByText('Buoni Spesa', { exact: true }).waitFor();

  // A colleague draws the same page, and is told that something has happened since.
  const colleague = await pageOf(browser, 'responsabile');
  await colleague.goto(`/supporto/${code}`);
  await desk.locator('.canned summary').click();
  await desk.getByRole('link', { name: 'Ci serve il numero di protocollo' }).click();
  await desk.waitForURL(/modello=/);
  expect(await desk.locator('#risposta textarea').inputValue()).toContain('Ciao Algeri Luigi,');
  await desk.getByRole('button', { name: 'Chiedi e aspetta la risposta' }).click();
  await desk.waitForURL(/fatto=domanda/);
  await colleague.locator('#risposta textarea').fill('Rispondo io.');
  await colleague.getByRole('button', { name: 'Rispondi' }).click();
  await colleague.getByText('Nel frattempo è cambiato qualcosa.').first().waitFor();
  expect(await colleague.locator('#risposta textarea').inputValue()).toBe('Rispondo io.');

  await visitor.goto(address);
  await visitor.getByText('In attesa di una risposta').waitFor();
  const buffer = await photograph();
  await visitor
    .getByLabel('Documento o foto')
    .setInputFiles({ name: 'isee.jpg', mimeType: 'image/jpeg', buffer });
  await visitor.getByRole('button', { name: 'Manda il file' }).click();
  await visitor.waitForURL(/scritto=si/);
  const file = visitor.getByRole('link', { name: 'isee.jpg' });
  await expect
    .poll(async () => ((await visitor.reload()) && (await file.count())) || 0, { timeout: 20_000 })
    .toBe(1);
  const href = (await file.getAttribute('href')) ?? '';
  expect((await visitor.request.get(href)).headers()['content-type']).toBe('image/jpeg');
  expect((await colleague.request.get(href.split('?')[0] ?? '')).status()).toBe(404);
  await desk.goto(`/supporto/${code}`);
  await desk.getByRole('link', { name: 'isee.jpg' }).waitFor();
  await desk.getByText('In lavorazione').first().waitFor();
  await Promise.all([visitor, desk, colleague].map((page) => page.context().close()));
});

test('the desk writes notes, looks at an access and hands on, and the person sees none of it', async () => {
  const visitor = await browser.newPage({ javaScript: false });
  const { address, code } = await ask(visitor, '/accedi', 'La password non va.');
  const desk = await pageOf(browser, 'supporto', { javaScript: false });
  await desk.goto(`/supporto/${code}`);
  expect(await desk.locator('#classifica-category').inputValue()).toBe('accesso');
  await desk.getByRole('textbox', { name: 'Nuova nota' }).fill('Già chiamata ieri.');
  await desk.getByRole('button', { name: 'Aggiungi la nota' }).click();
  await desk.getByText('Già chiamata ieri.').waitFor();
  await desk.getByLabel('Che cosa controlli').selectOption('access');
  await desk.getByLabel('Fine del codice o username').fill('cittadino');
  await desk.getByRole('button', { name: 'Controlla' }).click();
  await desk.getByText('Accesso cittadino', { exact: true }).waitFor();
  await desk.getByText('si può usare').first().waitFor();
  await desk.getByRole('button', { name: 'Passa al responsabile' }).click();
  await desk.getByText('Richiesta passata al livello successivo').waitFor();
  await visitor.goto(address);
  const seen = await visitor.getByRole('main').innerText();
  expect(seen).not.toContain('Già chiamata');
  expect(seen).not.toContain('cittadino');

  const head = await pageOf(browser, 'responsabile');
  await head.goto(`/supporto?livello=responsabile&q=${code}`);
  await head.getByRole('link', { name: code }).waitFor();
  for (const path of [`/supporto/${code}`, '/supporto/rapporto', '/supporto/risposte']) {
    await head.goto(path);
    await expectAccessible(head);
  }
  await head.goto('/supporto/rapporto');
  // The demo's last months: some of it in time, some too late.
  expect(await head.locator('.report-chart').first().locator('li').count()).toBeGreaterThan(2);
  // On a wide window every column is in sight.
  await head.setViewportSize({ width: 1280, height: 800 });
  const hidden = ({ scrollWidth, clientWidth }: Element) => scrollWidth - clientWidth;
  expect(await head.locator('.table-region').evaluate(hidden)).toBeLessThanOrEqual(0);
  const csv = await head.request.get('/supporto/rapporto/csv');
  expect(await csv.text()).toContain('Tutti gli argomenti;');
  // English has the longest names of columns.
  await head.context().addCookies([{ name: 'lingua', value: 'en', url: given('TEST_APP_URL') }]);
  await head.reload();
  const region = head.locator('.table-region');
  expect(await region.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
  expect((await visitor.request.get('/supporto/rapporto/csv', { maxRedirects: 0 })).status()).not.toBe(200);
  await Promise.all([visitor, desk, head].map((page) => page.context().close()));
});

test('the link is sent again with the same answer for everybody, and an endless text is refused', async () => {
  const page = await browser.newPage();
  await page.goto('/assistenza/ritrova');
  await page.getByLabel('Codice della richiesta').fill('ZZZZZZZZ');
  await page.getByLabel('Mail').fill('nessuno@example.org');
  await page.getByRole('button', { name: 'Manda il collegamento' }).click();
  await page.getByText('Se il codice e la mail sono giusti').waitFor();
  await expectAccessible(page);
  const endless = await page.request.post('/assistenza', {
    headers: { origin: new URL(given('TEST_APP_URL')).origin, accept: 'text/html' },
    multipart: { name: 'Luigi', reason: 'a'.repeat(20 * 1024 * 1024) },
  });
  expect(endless.status()).toBe(413);
  expect(await endless.text()).toContain('Il testo è troppo lungo');
  await page.context().close();
});
