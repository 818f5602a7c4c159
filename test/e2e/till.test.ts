import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { formatEuro } from '../../domain/money';
import {
  balanceOf,
  checkCode,
  expectAccessible,
  fillReceipt,
  freshVoucher,
  pageOf,
  spend,
} from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';

let browser: TestBrowser;
let code: string;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ code } = await freshVoucher(browser));
}, 120_000);

afterAll(() => browser.close());

const register = (till: Page) => till.getByRole('button', { name: 'Registra' });

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('the till %s', (_, javaScript) => {
  const merchant = () => pageOf(browser, 'esercente', { javaScript, width: 375 });

  test('refuses a code that does not exist and keeps what was typed', async () => {
    const till = await merchant();
    await checkCode(till, 'zzz zzzz');
    await till.getByRole('alert').getByText('Nessun buono ha questo codice').waitFor();
    expect(await till.getByLabel('Codice buono').inputValue()).toBe('zzz zzzz');
    expect(new URL(till.url()).search).toBe('');
    await till.context().close();
  });

  test('shows whose the voucher is and what it holds, code in lower case with blanks', async () => {
    const till = await merchant();
    await checkCode(till, `${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase());
    await till.getByText('Cagliari Gabriele', { exact: true }).waitFor();
    expect(await till.getByRole('status').first().innerText()).toContain('€');
    expect(till.url()).not.toContain(code);
    await till.context().close();
  });

  test('records nothing without an amount', async () => {
    const till = await merchant();
    const before = await balanceOf(code);
    await checkCode(till, code);
    await register(till).click();
    await till.getByRole('link', { name: 'Scrivi un importo in euro' }).waitFor();
    expect(await balanceOf(code)).toBe(before);
    await till.context().close();
  });

  test('refuses more than the balance, says what is left, and then takes the right amount', async () => {
    const till = await merchant();
    await checkCode(till, code);
    await fillReceipt(till, '5.000,00');
    await register(till).click();
    await till.getByRole('link', { name: /Il buono non basta: restano [\d.,]+ €/ }).waitFor();
    expect(await till.getByLabel('Importo dello scontrino').getAttribute('aria-invalid')).toBe('true');
    expect(await till.getByLabel('Importo dello scontrino').inputValue()).toBe('5.000,00');
    await till.getByLabel('Importo dello scontrino').fill('1,00');
    await register(till).click();
    await till.waitForURL(/\/esercente\/esito\//);
    await till.getByRole('heading', { name: 'Spesa registrata' }).waitFor();
    await till.context().close();
  });

  test('writes the whole balance without recording it', async () => {
    const till = await merchant();
    const before = await balanceOf(code);
    await checkCode(till, code);
    await till.getByRole('button', { name: 'Tutto il saldo' }).click();
    const amount = till.getByLabel('Importo dello scontrino');
    await expect.poll(() => amount.inputValue()).not.toBe('');
    expect(Math.round(Number((await amount.inputValue()).replace('.', '').replace(',', '.')) * 100)).toBe(
      before,
    );
    expect(await balanceOf(code)).toBe(before);
    await till.context().close();
  });

  test('takes a spend back for another reason, in words', async () => {
    const till = await merchant();
    await spend(till, code, '0,50');
    await till.getByLabel('Altro motivo').check();
    const undo = till.getByRole('button', { name: 'Annulla la spesa' });
    await undo.click();
    await till.getByRole('link', { name: 'Compila questo campo.' }).waitFor();
    await till.getByLabel('Scrivi il motivo').fill('Cliente andato via');
    await undo.click();
    await till.getByRole('status').getByText('Cliente andato via').waitFor();
    await till.context().close();
  });

  test('takes a spend back with a reason, once', async () => {
    const till = await merchant();
    const before = await balanceOf(code);
    await spend(till, code, '2,50');
    expect(await balanceOf(code)).toBe(before - 250);
    const undo = till.getByRole('button', { name: 'Annulla la spesa' });
    await undo.click();
    await till.getByRole('link', { name: 'Scegli una delle risposte.' }).waitFor();
    await till.getByLabel('Importo sbagliato').check();
    await undo.click();
    await till.getByRole('heading', { name: 'Spesa annullata' }).waitFor();
    expect(await undo.count()).toBe(0);
    expect(await balanceOf(code)).toBe(before);
    await till.context().close();
  });
});

test('a double click on Registra is one spend', async () => {
  const till = await pageOf(browser, 'esercente');
  const before = await balanceOf(code);
  await checkCode(till, code);
  await fillReceipt(till, '3,00');
  await register(till).dblclick();
  await till.waitForURL(/\/esercente\/esito\//);
  expect(await balanceOf(code)).toBe(before - 300);
  await till.context().close();
});

test('the very same post twice at once, as on a reload, is one spend with one result', async () => {
  const till = await pageOf(browser, 'esercente', { javaScript: false });
  const before = await balanceOf(code);
  await checkCode(till, code);
  await fillReceipt(till, '4,00');
  const posted = till.waitForRequest((request) => request.method() === 'POST');
  await register(till).click();
  const request = await posted;
  await till.waitForURL(/\/esercente\/esito\//);
  const again = () =>
    till.request.post(request.url(), {
      data: request.postDataBuffer() ?? '',
      headers: { ...request.headers(), origin: new URL(request.url()).origin },
    });
  const answers = await Promise.all([again(), again()]);
  expect(answers.map((answer) => answer.url())).toEqual([till.url(), till.url()]);
  expect(await balanceOf(code)).toBe(before - 400);
  await till.context().close();
});

test('a merchant finds no movement of another shop', async () => {
  const [till, other] = [await pageOf(browser, 'esercente'), await pageOf(browser, 'esercente2')];
  await spend(till, code, '1,50');
  const path = new URL(till.url()).pathname;
  expect((await other.goto(path))?.status()).toBe(404);
  expect((await other.goto('/esercente/esito/not-an-id'))?.status()).toBe(404);
  expect((await till.goto('/operatore'))?.status()).toBe(404);
  await Promise.all([till.context().close(), other.context().close()]);
});

test('the movements of a day list the spends with their total, and nothing on a day without', async () => {
  const till = await pageOf(browser, 'esercente');
  await till.goto('/esercente/movimenti');
  const table = till.getByRole('table', { name: /Spese del/ });
  const rows = table.getByRole('row');
  expect(await rows.filter({ hasText: 'Annullata' }).count()).toBeGreaterThan(0);
  expect(await rows.filter({ hasText: 'Marta Piras' }).count()).toBeGreaterThan(0);
  expect(await rows.last().innerText()).toMatch(/Totale di \d+ spes[ae]/);
  const file = await till.request.get(
    (await till.getByRole('link', { name: 'Scarica in CSV' }).getAttribute('href')) ?? '',
  );
  const lines = (await file.text()).split('\r\n');
  expect(lines[0]).toContain('Data;Negozio;Registrate da;Codice buono;');
  expect(lines.find((line) => line.includes('Importo sbagliato'))).toMatch(/;…[A-Z2-9]{3};/);
  await till.goto('/esercente/movimenti?dal=2020-01-01&al=2020-01-31');
  await till.getByRole('heading', { name: 'Nessuna spesa in questi giorni' }).waitFor();
  await till.goto('/esercente/movimenti?dal=2020-01-31&al=2020-01-01');
  expect(await till.getByLabel('Dal giorno', { exact: true }).inputValue()).toBe('2020-01-01');
  expect(await till.getByLabel('Al giorno', { exact: true }).inputValue()).toBe('2020-01-31');
  await till.getByRole('heading', { name: 'Nessuna spesa in questi giorni' }).waitFor();
  await till.goto('/esercente/movimenti?dal=oggi%00&negozio=nessuno&da=%00&dopo=x');
  await till.getByRole('heading', { name: 'Movimenti' }).waitFor();
  await till.context().close();
});

test('every state of the till is accessible', async () => {
  const till = await pageOf(browser, 'esercente', { width: 375 });
  await till.goto('/esercente');
  await expectAccessible(till);
  await checkCode(till, 'zzzzzzz');
  await till.getByRole('alert').first().waitFor();
  await expectAccessible(till);
  await checkCode(till, code);
  await till.getByText('Cagliari Gabriele', { exact: true }).waitFor();
  await expectAccessible(till);
  await spend(till, code, '1,00');
  await expectAccessible(till);
  await till.goto('/esercente/movimenti');
  await expectAccessible(till);
  await till.context().close();
});

test('a voucher with nothing left is refused outright, until a spend is taken back', async () => {
  const till = await pageOf(browser, 'esercente', { width: 375 });
  const left = await balanceOf(code);
  await spend(till, code, formatEuro(left));
  const result = till.url();
  await checkCode(till, code);
  await till.getByRole('heading', { name: 'Non accettare questo buono' }).waitFor();
  await till.getByText('Il buono è già stato speso tutto.').waitFor();
  expect(await register(till).count()).toBe(0);
  await expectAccessible(till);
  await till.getByRole('button', { name: 'Altro buono' }).click();
  await till.getByLabel('Codice buono').waitFor();
  await till.goto(result);
  await till.getByLabel('Merce resa').check();
  await till.getByRole('button', { name: 'Annulla la spesa' }).click();
  await till.getByRole('heading', { name: 'Spesa annullata' }).waitFor();
  await checkCode(till, code);
  await register(till).waitFor();
  expect(await balanceOf(code)).toBe(left);
  await till.context().close();
});
