import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCharacter } from '../../domain/fiscal-code';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { expectAsInManual, manualPictures, manualScreens } from '../support/manual';
import { picture } from '../support/pictures';
import {
  accredit,
  addition,
  changeFirstPassword,
  enter,
  fillAccreditation,
  newPassword,
  openDraft,
  somebody,
  type Person,
} from '../support/portal';
import { uniqueCode } from '../support/unique-code';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const screens = manualScreens('cittadino');
const seen = new Set<string>();

/** Screens whose picture is kept on a wide window as well. */
const wide = new Set([
  'home',
  'elenco',
  'sezioni',
  'entrate-mensili',
  'nucleo',
  'riepilogo',
  'ricevuta',
  'buono',
  'rendiconto',
]);

async function look(page: Page, name: string): Promise<void> {
  seen.add(name);
  await expectAsInManual(page, screens, name);
  if (process.env.PICTURES !== '1' || !wide.has(name)) return;
  await page.setViewportSize({ width: 1280, height: 900 });
  await picture(page, `manuale-${name}`);
  await page.setViewportSize({ width: 375, height: 900 });
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const goOn = (page: Page) => page.getByRole('button', { name: 'Continua', exact: true }).click();

/** A step: its page, what is written on it, and its name in the manual. */
async function step(page: Page, name: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  await page.waitForURL(new RegExp(`/(sezioni/)?${name}$`));
  await fill();
  await look(page, name);
  await goOn(page);
}

test('the citizen’s manual shows the screens as they are, from the first access to the receipt', async () => {
  const page = await browser.newPage({ width: 375 });
  const person = luigiGiallo();
  await page.goto('/accedi');
  await look(page, 'accedi');
  await page.goto('/recupera-password');
  await look(page, 'recupera-password');
  await fillAccreditation(page, person);
  await look(page, 'accreditamento');
  const { username, password } = await accredit(page, person);
  await page.goto('/accedi');
  await enter(page, username, password);
  await page.waitForURL('**/cambia-password**');
  await look(page, 'cambia-password');
  await changeFirstPassword(page, password);
  await page.getByRole('heading', { name: 'Ciao Luigi' }).waitFor();
  expect(newPassword.length).toBeGreaterThan(8);
  await look(page, 'home');
  await page.goto('/domande/nuova/buoni-spesa/verifica');
  await look(page, 'verifica');
  await page.goto('/domande/nuova/buoni-spesa');
  await look(page, 'bando');

  const draft = await openDraft(page);
  await look(page, 'sezioni');
  await page.goto(`${draft}/sezioni/chi-presenta`);
  await step(page, 'chi-presenta');
  await step(page, 'beneficiario', () => field(page, 'Comune di nascita').fill('Roma'));
  await step(page, 'recapiti');
  await step(page, 'residenza', async () => {
    await field(page, 'Indirizzo').fill('Via Dalmazia, 23');
    await field(page, 'Comune').fill('Assemini');
  });
  await step(page, 'condizione-di-bisogno', () =>
    field(page, 'Condizione di bisogno').fill('Perdita del lavoro'),
  );
  await step(page, 'entrate-mensili', async () => {
    await field(page, 'Entrate Mensili').fill('0');
    await field(page, 'C/C Bancari o postali').fill('320,50');
  });
  await step(page, 'uscite', () => field(page, 'Mutuo/Affitto').fill('380,00'));
  await step(page, 'mezzi-di-sostegno', async () => {
    await page.getByRole('textbox', { name: 'Mezzi di sostegno' }).fill('Aiuto dei genitori');
    await field(page, 'Importo del sostegno percepito').fill('1.200,00');
  });
  await page.waitForURL(/sezioni\/nucleo$/);
  await addition(page).getByLabel('Codice Fiscale').fill(uniqueCode('GLLNNA85T50'));
  await addition(page).getByLabel('Cognome').fill('Giallo');
  await addition(page).getByLabel('Nome', { exact: true }).fill('Anna');
  await addition(page).getByLabel('Data di Nascita').fill('1985-12-10');
  await page.getByRole('button', { name: 'Aggiungi componente', exact: true }).click();
  await page.getByRole('group', { name: 'Giallo Anna' }).waitFor();
  await field(page, 'Totali').fill('2');
  await look(page, 'nucleo');
  await goOn(page);
  await step(page, 'entrate-del-nucleo', () => field(page, 'Reddito da lavoro').fill('5.400,00'));
  await page.waitForURL(/sezioni\/(isee|dichiarazioni)$/);
  await page.goto(`${draft}/sezioni/isee`);
  await field(page, 'Importo ISEE').fill('4.200,00');
  await look(page, 'isee');
  await page.getByRole('button', { name: 'Salva', exact: true }).click();
  await page.getByText(/Salvato alle/).waitFor();
  await page.goto(`${draft}/sezioni/dichiarazioni`);
  await field(page, 'Di non percepire altre forme di sostegno').check();
  await look(page, 'dichiarazioni');
  await page.getByRole('button', { name: 'Salva', exact: true }).click();
  await page.getByText(/Salvato alle/).waitFor();
  await page.goto(`${draft}/allegati`);
  await field(page, 'Tipo documento').selectOption('identita');
  await field(page, 'Scegli file').setInputFiles({
    name: 'carta.png',
    mimeType: 'image/png',
    buffer: Buffer.from(whitePixel, 'base64'),
  });
  await page.getByRole('button', { name: 'Carica file' }).click();
  await page.getByText('Accettato').first().waitFor({ timeout: 20_000 });
  await look(page, 'allegati');
  await page.goto(`${draft}/riepilogo`);
  await look(page, 'riepilogo');
  await page.getByRole('button', { name: 'Spedisci', exact: true }).click();
  await page.waitForURL(`${draft}/ricevuta`);
  await look(page, 'ricevuta');
});

test('the citizen’s manual shows list, voucher, statement and help as they are', async () => {
  const page = await pageOf(browser, 'cittadino2', { width: 375 });
  await page.goto('/domande');
  await look(page, 'elenco');
  await page
    .getByRole('row', { name: /Buoni Spesa.*Approvata/s })
    .last()
    .getByRole('link')
    .click();
  await page.getByRole('heading', { name: 'Il tuo buono' }).waitFor();
  await look(page, 'buono');
  await page.getByRole('link', { name: 'Rendiconto', exact: true }).click();
  await page.getByRole('heading', { name: 'Rendiconto Buono' }).waitFor();
  await look(page, 'rendiconto');
  await page.goto('/assistenza');
  await look(page, 'assistenza');
});

test('every screen of the manual was looked at, and every picture of it is there', () => {
  expect([...screens.keys()].filter((name) => !seen.has(name))).toEqual([]);
  const folder = path.resolve(import.meta.dirname, '../../docs/pictures');
  expect(manualPictures('cittadino').filter((name) => !existsSync(path.join(folder, name)))).toEqual([]);
});

/** The manual's own name, with a tax code that agrees with it and that nobody else has. */
function luigiGiallo(): Person {
  const year = 50 + Math.floor(Math.random() * 50);
  const day = (10 + Math.floor(Math.random() * 19)).toString();
  const body = `GLLLGU${year}T${day}H501`;
  const birthDate = `19${year}-12-${day}`;
  const fiscalCode = body + checkCharacter(body);
  return { ...somebody(), familyName: 'Giallo', givenName: 'Luigi', birthDate, fiscalCode };
}

/** A white picture of one point. */
const whitePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
