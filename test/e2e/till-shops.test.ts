import pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { expectAccessible, freshVoucher, pageOf, spend } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

/** A merchant with two shops: its manager chooses one on each device, its cashier stands in the second. */

let browser: TestBrowser;
let code: string;
const names = { first: 'Primo negozio', second: 'Secondo negozio' };
const people = { manager: `gestore-${Date.now()}`, cashier: `cassa-${Date.now()}` };

beforeAll(async () => {
  await addMerchant();
  browser = await launchBrowser();
  ({ code } = await freshVoucher(browser));
}, 120_000);

afterAll(() => browser.close());

async function addMerchant(): Promise<void> {
  const client = new pg.Client(given('TEST_APP_DATABASE_URL'));
  await client.connect();
  const [merchant, first, second] = [newId(), newId(), newId()];
  await client.query(
    `insert into merchants (id, name, agreement_year, agreement_number, agreement_from)
     values ($1, 'Due Negozi srl', 2020, $2, '2020-01-01')`,
    [merchant, Date.now() % 1_000_000_000],
  );
  for (const [id, name] of [
    [first, names.first],
    [second, names.second],
  ]) {
    await client.query('insert into shops (id, merchant_id, name) values ($1, $2, $3)', [id, merchant, name]);
  }
  for (const [username, role, shop] of [
    [people.manager, 'esercente', null],
    [people.cashier, 'cassiere', second],
  ]) {
    await client.query(
      `insert into users (id, username, password_hash, must_change_password, second_factor_waived, role,
         merchant_id, shop_id, family_name, given_name, email)
       select $1, $2, password_hash, false, true, $3, $4, $5, 'Due', $2, email from users where username = 'esercente'`,
      [newId(), username, role, merchant, shop],
    );
  }
  await client.end();
}

async function choose(till: Page, shop: string): Promise<void> {
  await till.getByLabel(shop).check();
  await till.getByRole('button', { name: 'Usa questo negozio' }).click();
  await till.getByLabel('Codice buono').waitFor();
}

test('a manager says once where the device stands, and may move; a cashier never leaves their shop', async () => {
  const till = await pageOf(browser, people.manager, { javaScript: false, width: 375 });
  await till.goto('/esercente');
  await choose(till, names.first);
  await spend(till, code, '3,00');
  await till.getByRole('status').getByText(`${names.first} (Due Negozi srl)`).waitFor();
  const inFirst = new URL(till.url()).pathname;
  await till.goto('/esercente');
  await till.getByText(`Negozio: ${names.first}`).waitFor();
  await till.getByRole('link', { name: 'Cambia' }).click();
  await choose(till, names.second);
  await spend(till, code, '4,00');
  const inSecond = new URL(till.url()).pathname;

  const counter = await pageOf(browser, people.cashier);
  await spend(counter, code, '5,00');
  await counter.getByRole('status').getByText(names.second).waitFor();
  expect((await counter.goto(inSecond))?.status()).toBe(200);
  expect((await counter.goto(inFirst))?.status()).toBe(404);
  await counter.goto('/esercente');
  await counter.getByText('In tutto: 2 spese · 9,00 €').waitFor();
  await counter.getByText('Da te: 1 spesa · 5,00 €').waitFor();
  await Promise.all([till.context().close(), counter.context().close()]);
});

test('the movements are the shop’s for the cashier, and all shops’ or one’s for the manager', async () => {
  const [counter, office] = [await pageOf(browser, people.cashier), await pageOf(browser, people.manager)];
  const total = (page: Page) =>
    page
      .getByRole('table', { name: /Spese del/ })
      .getByRole('row')
      .last()
      .innerText();
  for (const query of ['', '?negozio=00000000-0000-4000-8000-000000000000']) {
    await counter.goto(`/esercente/movimenti${query}`);
    expect(await total(counter)).toMatch(/Totale di 2 spese\s+9,00\s€/);
  }
  await office.goto('/esercente');
  await office.getByRole('heading', { name: 'In quale negozio sei?' }).waitFor();
  await expectAccessible(office);
  await office.goto('/esercente/movimenti');
  expect(await total(office)).toMatch(/Totale di 3 spese\s+12,00\s€/);
  await office.getByRole('table', { name: 'Totali per negozio e per cassa' }).waitFor();
  await expectAccessible(office);
  await office.getByRole('combobox', { name: 'Negozio' }).selectOption(names.first);
  await office.getByRole('button', { name: 'Mostra' }).click();
  await office.getByText('Totale di 1 spesa').waitFor();
  await Promise.all([counter.context().close(), office.context().close()]);
});
