import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../scripts/demo/people';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { accessibilityFaults, accreditedCitizen, type Account } from '../support/portal';

let browser: TestBrowser;
let account: Account;
/** Address of the draft these tests write in, each in a section of its own. */
let draft: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const page = await browser.newPage();
  account = await accreditedCitizen(page);
  await page.goto('/domande/nuova/buoni-spesa');
  await page.getByRole('button', { name: 'Inizia la domanda' }).first().click();
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}/);
  draft = new URL(page.url()).pathname;
  await page.context().close();
}, 120_000);
afterAll(() => browser.close());

async function signIn(context: BrowserContext, username: string, password: string): Promise<void> {
  const csrf = (await (await context.request.get('/api/auth/csrf', { maxRetries: 2 })).json()) as {
    csrfToken: string;
  };
  const form = { ...csrf, username, password, json: 'true' };
  const answer = await context.request.post('/api/auth/callback/credentials', { form, maxRetries: 2 });
  expect(answer.status()).toBe(200);
}

/** A device of the person of these tests. */
async function device(): Promise<BrowserContext> {
  const context = await browser.newContext({ width: 375, height: 812 });
  await signIn(context, account.username, account.password);
  return context;
}

/** A section, once it keeps what is typed: until then another tab's words could be found in it, or its own go with it. */
async function open(context: BrowserContext, section: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${draft}/sezioni/${section}`);
  await keeps(page);
  return page;
}

const keeps = (page: Page) => page.locator('[data-keeps=true]').waitFor({ state: 'attached' });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const housing = (page: Page) => page.locator('[name="housing.cost"]');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const valueOf = (page: Page, label: string) => field(page, label).inputValue();
const saved = (page: Page) =>
  page.locator('.autosave-line', { hasText: /^Salvato alle \d\d:\d\d$/ }).waitFor();
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

const found = /^Abbiamo ritrovato quello che avevi scritto alle \d\d:\d\d e non era ancora salvato\.$/;

/** What waits on the device. */
const copies = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('buoni-spesa.bozza.')));

/** A development server takes its time over a page it has not drawn before. */
const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 20_000 });

/** No saving by itself reaches the server, until called. */
async function breakSaving(context: BrowserContext): Promise<() => Promise<void>> {
  const path = '**/api/v1/applications/**';
  await context.route(path, (route) => route.fulfill({ status: 503 }));
  return () => context.unroute(path);
}

/** What another device finds in a field. */
async function elsewhere(section: string, label: string): Promise<string> {
  const context = await device();
  const value = await valueOf(await open(context, section), label);
  await context.close();
  return value;
}

describe('what is typed', () => {
  test('is saved by itself, readable or not, and found on another device', async () => {
    const context = await device();
    const page = await open(context, 'entrate-mensili');
    await field(page, 'Entrate Mensili').pressSequentially('12.3x');
    await saved(page);
    await field(page, 'C/C Bancari o postali').fill('1.320,50');
    await field(page, 'C/C Bancari o postali').blur();
    await says(page, 'Hai scritto: 1.320,50 €');
    await eventually(() => copies(page)).toEqual([]);
    expect(await elsewhere('entrate-mensili', 'Entrate Mensili')).toBe('12.3x');
    expect(await elsewhere('entrate-mensili', 'C/C Bancari o postali')).toBe('1.320,50');
    expect(await accessibilityFaults(page)).toEqual([]);

    // The form posted by hand meets what was saved by itself without a dispute.
    await field(page, 'Entrate Mensili').fill('450,00');
    await button(page, 'Continua').click();
    await page.waitForURL((url) => !url.pathname.endsWith('/entrate-mensili'));
    expect(await elsewhere('entrate-mensili', 'Entrate Mensili')).toBe('450,00');
    await context.close();
  });

  test('survives a reload in the middle of a word', async () => {
    const context = await device();
    const page = await open(context, 'uscite');
    await housing(page).pressSequentially('45');
    await page.reload();
    await eventually(() => housing(page).inputValue()).toBe('45');
    await eventually(() => copies(page)).toEqual([]);
    await context.close();
  });

  test('into a text before the scripts arrive is not written over by them', async () => {
    const context = await device();
    const written = await open(context, 'condizione-di-bisogno');
    await field(written, 'Condizione di bisogno').fill('Prima');
    await saved(written);
    await written.close();
    const page = await context.newPage();
    let arrive = (): void => undefined;
    const scripts = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/*.js*', async (route) => {
      await scripts;
      await route.continue();
    });
    await page.goto(`${draft}/sezioni/condizione-di-bisogno`, { waitUntil: 'domcontentloaded' });
    await field(page, 'Condizione di bisogno').fill('Prima e dopo');
    arrive();
    await keeps(page);
    expect(await valueOf(page, 'Condizione di bisogno')).toBe('Prima e dopo');
    await saved(page);
    expect(await elsewhere('condizione-di-bisogno', 'Condizione di bisogno')).toBe('Prima e dopo');
    await context.close();
  });

  test('while the form is on its way is not wiped out by the page that comes back', async () => {
    const context = await device();
    const page = await open(context, 'condizione-di-bisogno');
    await field(page, 'Condizione di bisogno').fill('Perdita');
    await saved(page);
    await page.route('**/sezioni/**', async (route) => {
      if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await button(page, 'Salva').click();
    await field(page, 'Condizione di bisogno').press('End');
    await field(page, 'Condizione di bisogno').pressSequentially(' del lavoro');
    await page.waitForURL(/salvata/);
    await eventually(() => valueOf(page, 'Condizione di bisogno')).toBe('Perdita del lavoro');
    await saved(page);
    expect(await elsewhere('condizione-di-bisogno', 'Condizione di bisogno')).toBe('Perdita del lavoro');
    await context.close();
  });

  test('is there when going back and forward', async () => {
    const context = await device();
    const page = await open(context, 'recapiti');
    const phone = field(page, 'Telefono').first();
    await phone.fill('070 123456');
    await button(page, 'Continua').click();
    await page.waitForURL(/\/residenza/);
    await field(page, 'Indirizzo').first().fill('Via Dalmazia, 23');
    await page.goBack();
    await page.waitForURL(/\/recapiti/);
    await eventually(() => valueOf(page, 'Telefono')).toBe('070 123456');
    await page.goForward();
    await page.waitForURL(/\/residenza/);
    await eventually(() => field(page, 'Indirizzo').first().inputValue()).toBe('Via Dalmazia, 23');
    await context.close();
  });
});

describe('without a connection', () => {
  test('what is typed stays on the device, outlives the page, and is saved later', async () => {
    const context = await device();
    const page = await open(context, 'nucleo');
    await field(page, 'Note').fill('prima');
    await saved(page);
    await context.setOffline(true);
    await field(page, 'Note').fill('prima e dopo');
    await says(page, /^Non salvato: manca la connessione\. Quello che scrivi resta su questo dispositivo/);
    await button(page, 'Continua').click();
    expect(await valueOf(page, 'Note')).toBe('prima e dopo');
    await page.close();

    await context.setOffline(false);
    const again = await open(context, 'nucleo');
    await says(again, found);
    expect(await valueOf(again, 'Note')).toBe('prima e dopo');
    await saved(again);
    expect(await accessibilityFaults(again)).toEqual([]);
    expect(await elsewhere('nucleo', 'Note')).toBe('prima e dopo');

    await button(again, 'Scarta').click();
    expect(await valueOf(again, 'Note')).toBe('prima');
    await eventually(() => elsewhere('nucleo', 'Note')).toBe('prima');
    expect(await again.getByText(found).count()).toBe(0);
    await context.close();
  });

  test('it saves by itself when the connection is back', async () => {
    const context = await device();
    const page = await open(context, 'uscite');
    await context.setOffline(true);
    await housing(page).fill('300,00');
    await says(page, /^Non salvato: manca la connessione/);
    await context.setOffline(false);
    await saved(page);
    await context.close();
  });

  test('nor a server, it keeps trying, and a button pressed meanwhile loses nothing', async () => {
    const context = await device();
    const page = await open(context, 'isee');
    const mend = await breakSaving(context);
    const isee = page.locator('form.section-form input[type=text]').first();
    await isee.fill('7.000,00');
    await button(page, 'Continua').click();
    await says(page, /^Non salvato: il servizio non risponde/);
    expect(await isee.inputValue()).toBe('7.000,00');
    await mend();
    await saved(page);
    await button(page, 'Continua').click();
    await page.waitForURL((url) => !url.pathname.endsWith('/isee'));
    await context.close();
  });

  test('new people of the household typed but not yet added wait on the device', async () => {
    const context = await device();
    const page = await open(context, 'nucleo');
    const addition = page.locator('[data-autosave=off]');
    await addition.getByLabel('Cognome').fill('Verdi');
    await page.close();
    const again = await open(context, 'nucleo');
    await says(again, found);
    expect(await again.locator('[data-autosave=off]').getByLabel('Cognome').inputValue()).toBe('Verdi');
    await context.close();
    expect(await elsewhere('nucleo', 'Note')).not.toBe('Verdi');
  });
});

describe('two tabs on one section', () => {
  test('are put together where they differ in fields, and told where they differ in one', async () => {
    const context = await device();
    const [one, other] = [await open(context, 'residenza'), await open(context, 'residenza')];
    const street = (page: Page) => page.locator('[name="residence.address"]');
    const town = (page: Page) => page.locator('[name="residence.municipality"]');
    await street(one).fill('Via Roma, 1');
    await saved(one);
    await town(other).fill('Assemini');
    await saved(other);
    await one.reload();
    await keeps(one);
    expect([await street(one).inputValue(), await town(one).inputValue()]).toEqual([
      'Via Roma, 1',
      'Assemini',
    ]);

    await street(other).fill('Via Cagliari, 2');
    await street(other).blur();
    const notice = other.locator('.callout', { hasText: 'hai cambiato la stessa risposta anche altrove' });
    await notice.waitFor();
    await notice.getByText('«Via Cagliari, 2»').waitFor();
    await notice.getByText('«Via Roma, 1»').waitFor();
    expect(await accessibilityFaults(other)).toEqual([]);
    await other.getByRole('link', { name: 'Vedi le due risposte' }).click();
    await notice.getByRole('link', { name: 'Indirizzo' }).click();
    expect(await street(other).evaluate((control) => control.id)).toBe(new URL(other.url()).hash.slice(1));

    await button(other, 'Salva').click();
    await other.waitForURL(/salvata/);
    expect(await notice.count()).toBe(0);
    await one.reload();
    expect(await street(one).inputValue()).toBe('Via Cagliari, 2');
    await context.close();
  });

  test('one that the browser had put away is drawn anew where the draft has moved on', async () => {
    const context = await device();
    const [one, other] = [await open(context, 'dichiarazioni'), await open(context, 'dichiarazioni')];
    const box = (page: Page) => page.locator('[name="declarations.noLiquidity"]');
    await box(other).check();
    await saved(other);
    expect(await box(one).isChecked()).toBe(false);
    // Chromium under test puts no page away; this is what it tells a page it brings back.
    await one.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await eventually(() => box(one).isChecked()).toBe(true);
    await context.close();
  });
});

describe('an access that ended', () => {
  test('loses nothing: signed in again beside, it saves by itself', async () => {
    const context = await device();
    const page = await open(context, 'entrate-del-nucleo');
    const work = page.locator('[name="annualIncomes.lavoro"]');
    await work.waitFor();
    await context.clearCookies();
    await work.fill('5.400,00');
    await says(page, /^L’accesso è scaduto\. Quello che scrivi resta su questo dispositivo\./);
    const way = await page.getByRole('link', { name: 'Accedi in un’altra scheda' }).getAttribute('href');
    expect(way).toBe(`/accedi?ritorno=${encodeURIComponent(`${draft}/sezioni/entrate-del-nucleo`)}`);
    await signIn(context, account.username, account.password);
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await saved(page);
    await context.close();
  });

  test('leaves nothing to another person on the same device', async () => {
    const context = await device();
    const page = await open(context, 'chi-presenta');
    await breakSaving(context);
    await page.locator('[name="applicant.role"]').first().check();
    await says(page, /^Non salvato/);
    expect(await copies(page)).toHaveLength(1);
    await page.close();
    await context.clearCookies();
    await signIn(context, 'cittadino2', demoPassword);
    const other = await context.newPage();
    const answer = await other.goto(`${draft}/sezioni/chi-presenta`);
    expect(answer?.status()).toBe(404);
    await eventually(() => copies(other)).toEqual([]);
    await context.close();
  });

  test('by the way out leaves nothing on the device', async () => {
    const context = await device();
    const page = await open(context, 'beneficiario');
    await breakSaving(context);
    await page.locator('[name="beneficiary.birthPlace"]').fill('Cagliari');
    await says(page, /^Non salvato/);
    expect(await copies(page)).toHaveLength(1);
    await button(page, 'Uscita').click();
    await page.getByRole('link', { name: 'Accedi' }).first().waitFor();
    await page.waitForURL((url) => url.pathname === '/');
    expect(await copies(page)).toEqual([]);
    await context.close();
  });
});
