import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../commands/access/password';
import { programmes } from '../../db/schema/applications';
import { merchants } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import { payments } from '../../db/schema/settlements';
import { bankReference } from '../../domain/settlement/reference';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { openMarket, otherIban, settlementsOf, spent, type Market } from '../support/settlement';
import { townIn, type Town, type User } from '../support/town';
import { schemaFaults, statusReport } from '../support/xml-schema';
import { demoPassword } from '../../scripts/demo/people';

let browser: TestBrowser;
let town: Town;
let market: Market;
let settlementId = '';
/** Of this run alone. */
const name = `Mercato ${Math.floor(Math.random() * 1e6)}`;

beforeAll(async () => {
  browser = await launchBrowser();
  town = townIn(
    { url: given('TEST_APP_DATABASE_URL'), drop: () => Promise.resolve() },
    4,
    Math.floor(Math.random() * 800),
  );
  market = await openMarket(town);
  await town.db.update(merchants).set({ name }).where(eq(merchants.id, market.merchantId));
  await spent(town, market, 6_000);
  await spent(town, market, 1_748);
  // Nobody else's page shows it.
  await town.db.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, market.programmeId));
  settlementId = (await settlementsOf(town, market))[0]?.id ?? '';
});
afterAll(async () => {
  await town.close();
  await browser.close();
});

/** Signs in one of the market's own people. */
async function pageFor(user: User): Promise<Page> {
  const username = `mercato-${user.id}`;
  const passwordHash = await hashPassword(demoPassword);
  await town.db.update(users).set({ username, passwordHash }).where(eq(users.id, user.id));
  return pageOf(browser, username);
}

async function looksRight(page: Page): Promise<void> {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await expectAccessible(page);
}

/** From the verified note to the signed order; the way a payment goes each time. */
async function paid(operator: Page, responsabile: Page): Promise<{ xml: string; paymentId: string }> {
  await operator.goto('/operatore/liquidazioni?stato=verificata');
  await operator.getByLabel(`Scegli la nota di ${name}`).check();
  await looksRight(operator);
  await operator.getByRole('button', { name: 'Prepara il pagamento' }).click();
  await operator.waitForURL(/\/pagamenti\/[0-9a-f-]{36}$/);
  expect(await operator.getByRole('button', { name: 'Firma il pagamento' }).count()).toBe(0);
  const address = new URL(operator.url()).pathname;
  expect((await operator.request.get(`${address}/file`)).status()).toBe(404);
  await responsabile.goto(address);
  await looksRight(responsabile);
  await responsabile.getByRole('button', { name: 'Firma il pagamento' }).click();
  await responsabile.getByText('Il pagamento è firmato').waitFor();
  await looksRight(responsabile);
  const file = await responsabile.request.get(`${address}/file`);
  expect(file.headers()['cache-control']).toBe('private, no-store');
  const sent = await town.db.select().from(payments).where(eq(payments.settlementId, settlementId));
  const paymentId = sent.find(({ outcome }) => outcome === null)?.id ?? '';
  return { xml: await file.text(), paymentId };
}

async function bankAnswers(operator: Page, name: string, text: string): Promise<void> {
  await operator.goto('/operatore/liquidazioni/esiti');
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
  await operator.getByLabel('File', { exact: true }).setInputFiles(file);
  await operator.getByRole('button', { name: 'Leggi il file' }).click();
}

test('a merchant is paid: statement, note, verification, signature, refusal, another account, payment', async () => {
  const operator = await pageOf(browser, 'operatore');
  const [responsabile, shopkeeper] = [await pageFor(market.responsabile), await pageFor(market.shopkeeper)];
  const own = `/esercente/liquidazioni/${settlementId}`;
  const office = `/operatore/liquidazioni/${settlementId}`;

  await operator.goto('/operatore/liquidazioni?stato=aperta');
  expect(await operator.getByRole('row', { name: new RegExp(`^${name} dal`) }).innerText()).toContain(
    '77,48',
  );
  await looksRight(operator);
  await operator.goto(office);
  await operator.getByText('Chiudi il periodo prima del tempo').click();
  await operator.getByRole('button', { name: 'Chiudi ora il periodo' }).click();

  await expect
    .poll(
      async () => {
        await shopkeeper.goto('/esercente/liquidazioni');
        return shopkeeper.getByText('Da presentare').count();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBeGreaterThan(0);
  await looksRight(shopkeeper);
  // On a phone a row is a card: what is not known yet has no line in it.
  await shopkeeper.setViewportSize({ width: 375, height: 900 });
  const labels = shopkeeper.locator('.cell-label', { hasText: /./ });
  expect(await labels.filter({ visible: true }).allInnerTexts()).not.toContain('Nota di debito');
  await shopkeeper.goto(own);
  await shopkeeper.getByRole('button', { name: 'Presenta la nota' }).click();
  await shopkeeper.getByRole('link', { name: 'Per presentare la nota serve la dichiarazione.' }).waitFor();
  await looksRight(shopkeeper);
  await shopkeeper.getByLabel('Dichiaro che l’elenco è giusto').check();
  await shopkeeper.getByRole('button', { name: 'Presenta la nota' }).click();
  await shopkeeper.getByText('La nota è presentata.').waitFor();
  await looksRight(shopkeeper);
  const note = await shopkeeper.request.get(`${own}/nota`);
  expect([note.status(), note.headers()['content-type']]).toEqual([200, 'application/pdf']);
  expect(await (await shopkeeper.request.get(`${own}/elenco`)).text()).toContain(';60,00\r\n');

  await operator.goto(office);
  expect(await operator.getByRole('list', { name: 'Controlli' }).innerText()).toContain(
    'L’IBAN è scritto bene',
  );
  await looksRight(operator);
  await operator.getByRole('button', { name: 'La nota è giusta' }).click();
  await operator.getByText('La nota è verificata').waitFor();

  const first = await paid(operator, responsabile);
  expect(await schemaFaults(first.xml, 'pain.001.001.09')).toEqual([]);
  expect(first.xml).toContain('<InstdAmt Ccy="EUR">77.48</InstdAmt>');

  await bankAnswers(
    operator,
    'sbagliato.xml',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  );
  await operator.getByText('Il file non è un esito della banca').first().waitFor();
  await looksRight(operator);
  const reference = bankReference(first.paymentId);
  await bankAnswers(operator, 'esiti.csv', `EndToEndId;Esito;Motivo\n${reference};RJCT;AC04\nXX;RJCT;`);
  await operator.getByText('1 riga è sbagliata').waitFor();
  await looksRight(operator);
  await bankAnswers(operator, 'esiti.csv', `EndToEndId;Esito;Motivo\n${reference};RJCT;AC04`);
  await operator.getByText('Torna all’esercente').waitFor();
  await operator.getByRole('button', { name: 'Registra gli esiti' }).click();
  await operator.getByText('Gli esiti sono registrati').waitFor();
  await looksRight(operator);

  await shopkeeper.goto(own);
  expect(await shopkeeper.getByRole('main').innerText()).toContain('il conto è chiuso');
  await shopkeeper.getByRole('button', { name: 'Chiedi di nuovo il pagamento' }).click();
  await shopkeeper.getByRole('link', { name: /La banca ha rifiutato proprio questo IBAN/ }).waitFor();
  await looksRight(shopkeeper);
  await town.db.update(merchants).set({ iban: otherIban }).where(eq(merchants.id, market.merchantId));
  await shopkeeper.getByRole('button', { name: 'Chiedi di nuovo il pagamento' }).click();
  await shopkeeper.getByText('La nota è presentata.').waitFor();

  const second = await paid(operator, responsabile);
  expect(second.xml).toContain(`<IBAN>${otherIban}</IBAN>`);
  const report = statusReport({ messageId: 'X', version: '10' }, [[bankReference(second.paymentId), 'ACSC']]);
  await bankAnswers(operator, 'esiti.xml', report);
  await operator.getByText('Diventa pagata').waitFor();
  await operator.getByRole('button', { name: 'Registra gli esiti' }).click();
  await operator.getByText('Gli esiti sono registrati').waitFor();
  await operator.goto('/operatore/liquidazioni?stato=pagata');
  await operator.getByText('Leggi le cifre in tabella').click();
  await looksRight(operator);
  await shopkeeper.goto(own);
  await shopkeeper
    .getByText(/^Pagata il/)
    .first()
    .waitFor();
  await looksRight(shopkeeper);
  for (const page of [operator, responsabile, shopkeeper]) await page.context().close();
  // Sixteen pages, each looked at in two widths.
}, 180_000);

test('to cashiers and to other merchants there is nothing of it', async () => {
  const cashier = await pageFor(await town.user('cassiere', market.merchantId));
  expect((await cashier.request.get('/esercente/liquidazioni')).status()).toBe(404);
  const other = await pageOf(browser, 'esercente');
  for (const page of [cashier, other]) {
    for (const part of ['', '/nota', '/elenco']) {
      expect((await page.request.get(`/esercente/liquidazioni/${settlementId}${part}`)).status()).toBe(404);
    }
    for (const part of ['', '/esiti', `/${settlementId}`, `/${settlementId}/nota`]) {
      expect((await page.request.get(`/operatore/liquidazioni${part}`)).status()).toBe(404);
    }
    await page.context().close();
  }
});
