import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  approve,
  messageTo,
  pageOf,
  sendApplication,
  voucherCode,
  type SentApplication,
} from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { elementsOf, readPdf } from '../support/pdf';
import { readQr } from '../support/qr';

let browser: TestBrowser;
let citizen: Page;
let application: SentApplication;

beforeAll(async () => {
  browser = await launchBrowser();
  citizen = await pageOf(browser, 'cittadino2');
  application = await sendApplication(citizen);
}, 120_000);
afterAll(() => browser.close());

const receiptAddress = () => `/domande/${application.id}/ricevuta/pdf`;

describe('the receipt', () => {
  test('is handed to who filed, as a file that no cache keeps', async () => {
    const answer = await citizen.request.get(receiptAddress());
    expect(answer.status()).toBe(200);
    const [number, year] = application.registrationNumber.split('/');
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="ricevuta-${number}-${year}.pdf"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    const { title, language, elements } = await readPdf(await answer.body());
    expect([title, language]).toEqual([`Ricevuta ${application.registrationNumber}`, 'it']);
    expect(elementsOf(elements, 'TD').map(({ text }) => text)).toContain('Cagliari Gabriele');
  });

  test('speaks the language of the page', async () => {
    const headers = { cookie: `${await cookiesOf(citizen)}; lingua=en` };
    const { title, language } = await readPdf(
      await (await citizen.request.get(receiptAddress(), { headers })).body(),
    );
    expect([title, language]).toEqual([`Receipt ${application.registrationNumber}`, 'en']);
  });

  test('does not exist for anybody else, nor before the application is sent', async () => {
    const stranger = await pageOf(browser, 'cittadino');
    expect((await stranger.request.get(receiptAddress())).status()).toBe(404);
    const office = await pageOf(browser, 'operatore');
    expect((await office.request.get(receiptAddress())).status()).toBe(404);
    await stranger.goto('/domande/nuova/buoni-spesa');
    await stranger.getByRole('button', { name: 'Inizia la domanda' }).click();
    await stranger.waitForURL(/\/domande\/[0-9a-f-]{36}/);
    const draft = new URL(stranger.url()).pathname;
    expect((await stranger.request.get(`${draft}/ricevuta/pdf`)).status()).toBe(404);
  });

  test('asks a visitor to sign in', async () => {
    const visitor = await browser.newPage();
    await visitor.goto(receiptAddress());
    expect(new URL(visitor.url()).pathname).toBe('/accedi');
  });

  test('goes by mail too, where the outbox of the demo opens it', async () => {
    await messageTo('cittadino2@example.org', ({ text }) => text.includes(application.registrationNumber));
    await citizen.goto('/dev/messaggi');
    const mail = citizen.getByRole('listitem').filter({ hasText: application.registrationNumber });
    expect(await mail.innerText()).toContain(`/domande/${application.id}/ricevuta`);
    const address = (await mail.getByRole('link', { name: /^ricevuta-.*\.pdf$/ }).getAttribute('href')) ?? '';
    const mailed = await citizen.request.get(address);
    expect(mailed.headers()['content-type']).toBe('application/pdf');
    const handed = await citizen.request.get(receiptAddress());
    expect((await mailed.body()).equals(await handed.body())).toBe(true);
  });
});

describe('the voucher', () => {
  test('shows a QR code that holds its code, on the screen and on one sheet of paper', async () => {
    const operator = await pageOf(browser, 'operatore');
    await approve(operator, application.id);
    const code = await voucherCode(application);
    await citizen.goto(`/domande/${application.id}`);
    const drawing = citizen.getByRole('img', { name: /^Codice QR/ });
    expect(await readQr(await drawing.screenshot())).toBe(code);
    const paper = await readPdf(await citizen.pdf({ format: 'A4' }));
    expect(paper.pages).toBe(1);
    await citizen.emulateMedia({ media: 'print' });
    const printed = await citizen.locator('main').innerText();
    for (const said of ['Cagliari Gabriele', 'Saldo al', 'Come si usa il buono', 'Da usare entro il'])
      expect(printed).toContain(said);
    expect(printed).not.toContain('Valutazioni');
    expect(await readQr(await drawing.screenshot())).toBe(code);
    await citizen.emulateMedia({ media: null });
  });

  test('has a statement as a file', async () => {
    await citizen.goto(`/domande/${application.id}/rendiconto`);
    const link = citizen.getByRole('link', { name: 'Scarica il rendiconto (PDF)' });
    const answer = await citizen.request.get((await link.getAttribute('href')) ?? '');
    expect((await readPdf(await answer.body())).title).toBe(
      `Rendiconto Buono ${application.registrationNumber}`,
    );
    const rows = citizen.getByRole('link', { name: 'Scarica il rendiconto (CSV)' });
    const file = await citizen.request.get((await rows.getAttribute('href')) ?? '');
    expect(file.headers()['content-type']).toContain('text/csv');
    expect((await file.text()).split('\r\n')).toEqual([
      expect.stringContaining('Data;Movimento;Negozio;Importo;Saldo'),
      expect.stringMatching(/;Buono emesso;;\d+,00;\d+,00$/),
      '',
    ]);
    const stranger = await pageOf(browser, 'cittadino');
    for (const format of ['pdf', 'csv']) {
      const theirs = await stranger.request.get(`/domande/${application.id}/rendiconto/${format}`);
      expect(theirs.status()).toBe(404);
    }
  });
});

test('the application as sent prints whole, without what only a screen needs', async () => {
  await citizen.goto(`/domande/${application.id}/domanda`);
  await citizen.emulateMedia({ media: 'print' });
  for (const hidden of ['navigation', 'button', 'contentinfo'] as const)
    expect(await citizen.getByRole(hidden).count()).toBe(0);
  const cut = await citizen
    .locator('main *')
    .evaluateAll((elements) =>
      elements.filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).overflowX !== 'visible' &&
          element.clientWidth > 1,
      ),
    );
  expect(cut).toHaveLength(0);
  await citizen.emulateMedia({ media: null });
});

/** The cookies of a page as a request carries them. */
async function cookiesOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
