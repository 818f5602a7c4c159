import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCode, expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { openGuests, type Guests } from '../support/guests';

let browser: TestBrowser;
let guests: Guests;
beforeAll(async () => {
  [browser, guests] = await Promise.all([launchBrowser(), openGuests()]);
});
afterAll(async () => {
  await browser.close();
  await guests.close();
});

test('a key opens whether its scheme is written in capitals or not', async () => {
  const { keys } = await guests.shop();
  const code = await guests.voucher();
  for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
    const answer = await fetch(`${given('TEST_APP_URL')}/api/v1/vouchers/${code}/holds`, {
      method: 'POST',
      headers: {
        authorization: `${scheme} ${keys[0]}`,
        'content-type': 'application/json',
        'idempotency-key': newId(),
      },
      body: JSON.stringify({ amountCents: 100 }),
    });
    expect([scheme, answer.status]).toEqual([scheme, 201]);
  }
});

test('the office sees what was spent with a key, and takes the list of it', async () => {
  const { merchantId, keys } = await guests.shop();
  const code = await guests.voucher();
  const spent = await fetch(`${given('TEST_APP_URL')}/api/v1/vouchers/${code}/redemptions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${keys[0]}`,
      'content-type': 'application/json',
      'idempotency-key': newId(),
    },
    body: JSON.stringify({ amountCents: 1_250 }),
  });
  expect(spent.status).toBe(201);

  const office = await pageOf(browser, 'operatore', { width: 375 });
  await office.goto(`/operatore/esercenti/${merchantId}`);
  await office.locator('a[href*="/negozi/"]').first().click();
  await office.waitForURL(/\/negozi\//);
  await office.locator('a[href*="/casse/"]').first().click();
  await office.waitForURL(/\/casse\//);
  await expectAccessible(office);
  const link = office.getByRole('link', { name: /^1 spesa/ });
  expect(await link.innerText()).toContain('12,50');
  const file = await office.request.get((await link.getAttribute('href')) ?? '');
  expect(file.headers()['content-type']).toContain('text/csv');
  const lines = (await file.text()).trim().split('\r\n');
  expect(lines[0]).toContain('Chiave;Chiave creata il');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`…${keys[0]?.slice(-4)}`);
  expect(lines[1]).toContain(`…${code.slice(-3)}`);
  expect((await office.request.get(`/operatore/esercenti/${newId()}/spese`)).status()).toBe(404);
});

test('who tries code after code is told to wait, the code still in its field, and of no voucher to refuse', async () => {
  const { merchantId } = await guests.shop();
  const till = await pageOf(browser, (await guests.user('esercente', merchantId)).username, { width: 375 });
  const [alert, wait] = [till.getByRole('alert'), till.getByRole('link', { name: /Aspetta qualche minuto/ })];
  let tried = '';
  for (const last of 'ABCDEFGHJKMNPQRSTUVWXYZ') {
    tried = `ZZZZZZ${last}`;
    await checkCode(till, tried);
    await alert.getByRole('link').first().waitFor();
    if ((await wait.count()) > 0) break;
  }
  await wait.waitFor();
  expect(await till.getByLabel('Codice buono').inputValue()).toBe(tried);
  await till.context().close();
});

test('a receipt with a long number makes no page of movements wider', async () => {
  const { merchantId, keys } = await guests.shop();
  const spent = await fetch(
    `${given('TEST_APP_URL')}/api/v1/vouchers/${await guests.voucher()}/redemptions`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${keys[0]}`,
        'content-type': 'application/json',
        'idempotency-key': newId(),
      },
      body: JSON.stringify({ amountCents: 100, receiptNumber: '0'.repeat(50) }),
    },
  );
  expect(spent.status).toBe(201);
  const till = await pageOf(browser, (await guests.user('esercente', merchantId)).username, { width: 375 });
  await till.goto('/esercente/movimenti');
  await till.getByText('0'.repeat(50)).waitFor();
  expect(await till.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await till.context().close();
});
