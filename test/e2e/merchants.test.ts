import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, pageOf, signIn } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { freshVatNumber } from '../support/merchant';
import { changeFirstPassword, messageTo } from '../support/portal';
import { connectApp } from '../support/second-factor';

let browser: TestBrowser;
let operator: Page;
let manager: Page;

/** A business nobody else in the run meets. */
const vatNumber = freshVatNumber();
const name = `Bottega Ècole ${vatNumber}`;
const email = `bottega.${vatNumber}@example.org`;

beforeAll(async () => {
  browser = await launchBrowser();
  operator = await pageOf(browser, 'operatore');
});
afterAll(() => browser.close());

const press = (page: Page, button: string) => page.getByRole('button', { name: button, exact: true }).click();

/** Whether a call of the API with a key is let in: an unknown code is 404 for a till, 401 for nobody. */
async function isLetIn(key: string): Promise<boolean> {
  const answer = await fetch(`${given('TEST_APP_URL')}/api/v1/vouchers/ZZZZZZZ`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return answer.status !== 401;
}

const isListed = async (): Promise<boolean> => {
  const answer = await fetch(`${given('TEST_APP_URL')}/esercenti/elenco.json`);
  const { shops } = (await answer.json()) as { shops: { name: string }[] };
  return shops.some((shop) => shop.name === name);
};

test('a business asks to join on a phone without JavaScript, and nothing typed is lost', async () => {
  const page = await browser.newPage({ javaScript: false, width: 375 });
  await page.goto('/esercenti');
  await page.getByRole('link', { name: 'Chiedi di aderire' }).click();
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
  await fill('Denominazione', name);
  await fill(
    'Partita IVA',
    vatNumber.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
  );
  await fill('Legale rappresentante', 'Ines Pinna');
  await fill('Sede', 'Via Roma 1, 09032 Assemini (CA)');
  await fill('Mail', email);
  await fill('Telefono', '070 945111');
  await fill('IBAN', 'it60 x054 2811 1010 0000 0123 456');
  await fill('Nome del negozio', name);
  await fill('Indirizzo', 'Via Roma 1');
  await fill('CAP', '09032');
  await fill('Comune', 'Assemini');
  await page.getByLabel('Pane e dolci').check();
  await press(page, 'Spedisci la richiesta');
  await page.getByRole('link', { name: /La partita IVA non è giusta/ }).waitFor();
  expect(await page.getByLabel('Sede', { exact: true }).inputValue()).toBe('Via Roma 1, 09032 Assemini (CA)');
  expect(await page.getByLabel('Pane e dolci').isChecked()).toBe(true);
  await fill('Partita IVA', vatNumber);
  for (const box of await page.getByRole('group', { name: 'I tuoi impegni' }).getByRole('checkbox').all()) {
    await box.check();
  }
  await press(page, 'Spedisci la richiesta');
  await page.waitForURL('**/esercenti/adesione/inviata');
  expect((await messageTo(email, 'richiesta ricevuta')).text).toContain(vatNumber);
  expect(await isListed()).toBe(false);
  await page.context().close();
});

test('the office finds it, accepts it, and the manager gets a first access', async () => {
  await operator.goto('/operatore/esercenti?stato=richiesto');
  await operator.getByLabel('Cerca un esercente').fill(vatNumber);
  await press(operator, 'Cerca');
  await operator.getByRole('link', { name }).click();
  await expectAccessible(operator);
  await operator.getByRole('link', { name: 'Accetta', exact: true }).click();
  await operator.waitForURL('**/atti/accetta');
  await press(operator, 'Accetta');
  await operator.getByText('L’adesione è accettata').waitFor();
  await operator.getByText('Adesione accettata').waitFor();
  const pdf = await operator.request.get(`${new URL(operator.url()).pathname}/convenzione`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect(await isListed()).toBe(true);
  const { text } = await messageTo(email, 'convenzione');
  const [, username = '', password = ''] = /Username: (\S+)\nPassword: (\S+)/.exec(text) ?? [];
  manager = await browser.newPage({ width: 375 });
  await signIn(manager, username, password);
  await manager.goto('/esercente/negozio');
  await connectApp(manager);
  await manager.goto('/esercente/negozio');
  await changeFirstPassword(manager, password);
  await manager.getByRole('link', { name: 'Il mio negozio' }).waitFor();
});

test('the manager makes a till with a key, shown once, which opens the API until it is revoked', async () => {
  await manager.goto('/esercente/negozio');
  await manager.getByRole('link', { name, exact: true }).click();
  await manager.getByLabel('Nome della nuova cassa').fill('Cassa 1');
  await press(manager, 'Aggiungi la cassa');
  await manager.getByText('La cassa è pronta').waitFor();
  await press(manager, 'Crea una chiave');
  const key = await manager.locator('.secret dd').innerText();
  expect(key).toMatch(/^bs_[\w-]{43}$/);
  expect(manager.url()).not.toContain(key);
  expect(await isLetIn(key)).toBe(true);
  await manager.getByRole('link', { name: 'L’ho copiata' }).click();
  await manager
    .getByText(`finisce con ${key.slice(-4)}`)
    .first()
    .waitFor();
  expect(await manager.content()).not.toContain(key);
  await manager.getByRole('button', { name: 'Revoca' }).click();
  await manager.getByText('La chiave è revocata').waitFor();
  expect(await isLetIn(key)).toBe(false);
  await expectAccessible(manager);
});

test('a cashier has an access of their own, which ends at once', async () => {
  await manager.goto('/esercente/negozio/persone/nuova');
  await manager.getByLabel('Nome', { exact: true }).fill('Ada');
  await manager.getByLabel('Cognome').fill(`Cassa ${vatNumber}`);
  await press(manager, 'Crea l’accesso');
  await manager.locator('.secret').waitFor();
  const [username = '', password = ''] = await manager.locator('.secret dd').allInnerTexts();
  const cashier = await browser.newPage();
  await signIn(cashier, username, password);
  await cashier.goto('/esercente');
  await changeFirstPassword(cashier, password);
  await cashier.getByRole('heading', { name: 'Cassa', level: 1 }).waitFor();
  expect((await cashier.goto('/esercente/negozio'))?.status()).toBe(404);
  await manager.goto('/esercente/negozio');
  await manager.getByRole('link', { name: `Ada Cassa ${vatNumber}` }).click();
  await press(manager, 'Togli l’accesso');
  await manager.getByText('L’accesso è tolto').waitFor();
  await cashier.goto('/esercente');
  expect(new URL(cashier.url()).pathname).toBe('/accedi');
  await cashier.context().close();
});

test('everybody finds the shop by words without accents, until its merchant is suspended', async () => {
  const page = await browser.newPage({ width: 375 });
  await page.goto('/esercenti');
  await page.getByLabel('Cerca un negozio').fill(`ecole ${vatNumber}`);
  await press(page, 'Cerca');
  await page.getByRole('heading', { name }).waitFor();
  await page.getByText('C’è 1 negozio').waitFor();
  await expectAccessible(page);
  await operator.getByRole('link', { name: 'Sospendi', exact: true }).click();
  await operator.waitForURL('**/atti/sospendi');
  await operator.getByLabel('Motivo').fill('Verifica in corso');
  await press(operator, 'Sospendi');
  await operator.getByText('L’esercente è sospeso').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Nessun negozio corrisponde' }).waitFor();
  expect(await isListed()).toBe(false);
  await page.context().close();
});

test('a manager meets nothing of another merchant', async () => {
  await operator.goto('/operatore/esercenti?q=Alimentari+Piras');
  await operator.getByRole('link', { name: 'Alimentari Piras' }).click();
  await operator.getByRole('heading', { name: 'Convenzione' }).waitFor();
  const shop = await operator.locator('a[href*="/negozi/"]').first().getAttribute('href');
  const [, office = '', shopId = ''] = /^(.*)\/negozi\/(.*)$/.exec(shop ?? '') ?? [];
  for (const path of [office, `/esercente/negozio/negozi/${shopId}`, '/operatore/esercenti/csv']) {
    expect((await manager.request.get(path)).status()).toBe(404);
  }
  await manager.context().close();
});
