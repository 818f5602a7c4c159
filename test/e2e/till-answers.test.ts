import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { balanceOf, checkCode, expectAccessible, fillReceipt, freshVoucher, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';

/** What the till says when the answer to "Registra" is lost: the truth, and one spend at most. */

let browser: TestBrowser;
let code: string;
let till: Page;
let before: number;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ code } = await freshVoucher(browser));
}, 120_000);

afterAll(() => browser.close());

beforeEach(async () => {
  till = await pageOf(browser, 'esercente', { width: 375 });
  before = await balanceOf(code);
  await checkCode(till, code);
  await fillReceipt(till, '5,00');
  return () => till.context().close();
});

const register = () => till.getByRole('button', { name: 'Registra' });
const unknown = () => till.getByRole('heading', { name: 'Esito non ancora noto: non consegnare due volte' });
const recorded = () => till.getByRole('heading', { name: 'Spesa registrata' });

describe('an answer that is lost after the spend', () => {
  test('is asked for again, and comes: one spend, one result', async () => {
    let calls = 0;
    await till.route('**/esercente/registra', async (route) => {
      calls += 1;
      if (calls > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await register().click();
    await unknown().waitFor();
    await recorded().waitFor();
    expect(calls).toBe(2);
    expect(await balanceOf(code)).toBe(before - 500);
  });

  test('is found out by the page that was reloaded in the middle', async () => {
    await till.route('**/esercente/registra', async (route) => {
      await route.fetch();
    });
    await register().click();
    await unknown().waitFor();
    await expectAccessible(till);
    await till.reload();
    await recorded().waitFor();
    expect(await balanceOf(code)).toBe(before - 500);
    await till.getByRole('link', { name: 'Nuovo buono' }).click();
    await till.getByLabel('Codice buono').waitFor();
    expect(await unknown().count()).toBe(0);
  });
});

test('a spend that never arrived is told so after a reload, and arrives no more', async () => {
  let late: { body: Buffer; headers: Record<string, string>; url: string } | undefined;
  await till.route('**/esercente/registra', (route) => {
    const request = route.request();
    late = { body: request.postDataBuffer() ?? Buffer.of(), headers: request.headers(), url: request.url() };
    return route.abort();
  });
  await register().click();
  await unknown().waitFor();
  await till.reload();
  await till.getByRole('heading', { name: 'La spesa di 5,00 € non è stata registrata' }).waitFor();
  await expectAccessible(till);
  const { body, headers, url } = late ?? { body: Buffer.of(), headers: {}, url: '' };
  const answer = await till.request.post(url, {
    data: body,
    headers: { ...headers, origin: new URL(url).origin },
  });
  expect(await answer.json()).toMatchObject({ state: { step: 'amount', form: { errors: [{ field: '' }] } } });
  expect(await balanceOf(code)).toBe(before);
  await till.getByRole('button', { name: 'Altro buono' }).click();
  await till.getByLabel('Codice buono').waitFor();
});

test('without a network nothing is claimed, and with it again the spend is recorded, once', async () => {
  await till.context().setOffline(true);
  await register().dblclick();
  await unknown().waitFor();
  await till.context().setOffline(false);
  await recorded().waitFor();
  expect(await balanceOf(code)).toBe(before - 500);
});

test('the amount is said as it was understood, and none where none was', async () => {
  await till.context().setOffline(true);
  await till.getByLabel('Importo dello scontrino').fill('€ 5');
  await register().click();
  await unknown().waitFor();
  await till.getByText('Spesa di 5,00 €', { exact: true }).waitFor();
  await till.context().setOffline(false);
  await recorded().waitFor();
  await checkCode(till, code);
  await fillReceipt(till, '');
  await till.context().setOffline(true);
  await register().click();
  await unknown().waitFor();
  expect(await till.getByText('Spesa di').count()).toBe(0);
  await till.context().setOffline(false);
  await till.getByText('Scrivi un importo in euro').first().waitFor();
  expect(await balanceOf(code)).toBe(before - 500);
});

test('a refusal by the scripts’ own call keeps what was typed, and the next try is a new one', async () => {
  await till.getByLabel('Importo dello scontrino').fill('5.000,00');
  await register().click();
  await till.getByRole('link', { name: /Il buono non basta: restano/ }).waitFor();
  expect(await till.getByLabel('Importo dello scontrino').inputValue()).toBe('5.000,00');
  expect(await till.getByLabel('Ho confrontato il documento').isChecked()).toBe(true);
  await till.getByLabel('Importo dello scontrino').fill('1,00');
  await register().click();
  await recorded().waitFor();
  expect(await balanceOf(code)).toBe(before - 100);
});
