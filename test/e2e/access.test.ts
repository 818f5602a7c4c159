import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../scripts/demo/people';
import { launchBrowser, type TestBrowser } from '../support/browser';
import {
  accessibilityFaults,
  accredit,
  accreditedCitizen,
  changeFirstPassword,
  enter,
  fillAccreditation,
  messageTo,
  newPassword,
  somebody,
} from '../support/portal';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const summary = (page: Page) => page.locator('.error-summary');

describe.each([true, false])('accreditation and first access, scripts running: %s', (javaScript) => {
  test('codes come by mail, the first password is changed, then the portal opens', async () => {
    const page = await browser.newPage({ width: 375, javaScript });
    const person = somebody();
    const { username, password } = await accredit(page, person);
    expect(page.url()).not.toContain('example.org');
    await page.reload();
    expect(await page.getByText(`Ti abbiamo scritto a ${person.email}.`).count()).toBe(1);

    await page.goto('/domande');
    expect(page.url()).toContain('/accedi?ritorno=%2Fdomande');
    await enter(page, username, password);
    await page.waitForURL('**/cambia-password**');
    await page.goto('/domande');
    expect(page.url()).toContain('/cambia-password');
    await page.goto('/cambia-password?ritorno=%2Fdomande');
    await changeFirstPassword(page, password);
    await page.waitForURL('**/domande');
    expect(await page.getByRole('heading', { name: 'Non hai ancora fatto domande' }).count()).toBe(1);

    await page.getByRole('button', { name: 'Uscita' }).click();
    await page.getByRole('link', { name: 'Accedi' }).click();
    await enter(page, username, password);
    await summary(page).getByText('Username o password non corretti.').waitFor();
    await enter(page, username, newPassword);
    await page.getByRole('heading', { name: `Ciao ${person.givenName}` }).waitFor();
  });

  test('what is missing or wrong is said at its field, and what was typed stays', async () => {
    const page = await browser.newPage({ javaScript });
    const person = somebody();
    await fillAccreditation(page, person);
    await page.getByLabel('Codice Fiscale').fill('RSSMRA85T10A562X');
    await page.getByLabel('Cellulare').fill('');
    await page.getByLabel('conferma E-Mail').fill('altro@example.org');
    await page.getByRole('button', { name: 'Spedisci' }).click();
    await summary(page)
      .getByRole('link', { name: /Codice Fiscale: Il codice fiscale non è giusto/ })
      .waitFor();
    expect(await summary(page).getByRole('link').count()).toBe(4);
    expect(await page.getByLabel('Cognome').inputValue()).toBe(person.familyName);
    expect(await page.getByLabel('Data nascita').inputValue()).toBe(person.birthDate);
    const field = page.getByLabel('Codice Fiscale');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.getAttribute('aria-describedby')).toContain('fiscalCode-error');
  });
});

test('the province is offered by name, and what cannot be one is asked again in the order of the page', async () => {
  const page = await browser.newPage({ javaScript: false });
  await fillAccreditation(page, somebody());
  expect(await page.locator('datalist option[value="Cagliari (CA)"]').count()).toBe(1);
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
  await fill('Provincia', 'Sardegna');
  await fill('Cellulare', '070 123456');
  await fill('Cap', '99999');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await summary(page).getByText('Non conosciamo questa provincia').waitFor();
  const links = await summary(page).getByRole('link').allInnerTexts();
  expect(links.map((text) => text.split(':')[0])).toEqual(['Cellulare', 'Provincia', 'Cap']);
  await fill('Provincia', 'Cagliari (CA)');
  await fill('Cellulare', '+39 333.123 45.67');
  await fill('Cap', '09032');
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.getByRole('heading', { name: 'Richiesta ricevuta' }).waitFor();
});

test('a tax code that has access already gets the same page, and a recovery by the address of record', async () => {
  const page = await browser.newPage();
  const person = somebody();
  await accredit(page, person);
  await fillAccreditation(page, { ...person, email: `altro.${person.email}` });
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.getByText(`Ti abbiamo scritto a altro.${person.email}.`).waitFor();
  expect((await messageTo(person.email, 'Recupero')).text).toContain('/recupera-password/');
});

describe('recovery', () => {
  test('the link of the mail sets a new password once, and ends the sessions of before', async () => {
    const before = await browser.newPage();
    const { person, username } = await accreditedCitizen(before);
    const page = await browser.newPage({ javaScript: false });
    await page.goto('/accedi');
    await page.getByRole('link', { name: 'Recupera password' }).click();
    await page.getByLabel('Username').fill(username);
    await page.getByRole('button', { name: 'Recupera password' }).click();
    await page.getByRole('heading', { name: 'Controlla la tua e-mail' }).waitFor();
    const { text } = await messageTo(person.email, 'Recupero');
    const link = /http\S+\/recupera-password\/\S+/.exec(text)?.[0] ?? '';

    await page.goto(link);
    expect(await page.locator('meta[name="referrer"]').getAttribute('content')).toBe('same-origin');
    const choose = async (password: string, again: string) => {
      await page.getByLabel('Nuova password', { exact: true }).fill(password);
      await page.getByLabel('Ripeti la nuova password').fill(again);
      await page.getByRole('button', { name: 'Salva la nuova password' }).click();
    };
    await choose('corta1', 'corta1');
    await summary(page).getByText('più di 8 caratteri').waitFor();
    await choose('tutta-un-altra-88', 'tutta-un-altra-89');
    await summary(page).getByText('Le due password sono diverse').waitFor();
    await choose('tutta-un-altra-88', 'tutta-un-altra-88');
    await page.getByText('La nuova password è salvata. Ora accedi.').waitFor();

    await before.goto('/domande');
    expect(before.url()).toContain('/accedi');
    await page.goto(link);
    await choose('ancora-una-99', 'ancora-una-99');
    await summary(page).getByText('scaduto o è già stato usato').waitFor();
    await page.goto('/accedi');
    await enter(page, username, 'tutta-un-altra-88');
    await page.getByRole('heading', { name: `Ciao ${person.givenName}` }).waitFor();
  });

  test('an unknown username gets the same answer', async () => {
    const page = await browser.newPage();
    await page.goto('/recupera-password');
    await page.getByLabel('Username').fill('nessuno.davvero');
    await page.getByRole('button', { name: 'Recupera password' }).click();
    await page.getByRole('heading', { name: 'Controlla la tua e-mail' }).waitFor();
  });
});

test('a return to another site is not followed', async () => {
  const page = await browser.newPage();
  await page.goto('/accedi?ritorno=//example.org/');
  await enter(page, 'cittadino', 'prova-2021-buoni');
  await page.getByRole('heading', { name: 'Ciao Luigi' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('the privacy notice leads to one’s own data those who have a page of them', async () => {
  for (const [username, links] of [
    [null, 1],
    ['cittadino', 1],
    ['operatore', 0],
  ] as const) {
    const page = await browser.newPage();
    if (username !== null) {
      await page.goto('/accedi');
      await enter(page, username, demoPassword);
      await page.waitForURL((url) => url.pathname !== '/accedi');
    }
    await page.goto('/privacy');
    expect(await page.locator('main a[href="/i-miei-dati"]').count()).toBe(links);
    await page.context().close();
  }
});

test.each([
  '/',
  '/accreditamento',
  '/accreditamento/inviata',
  '/accedi?ritorno=/domande',
  '/accedi?password=nuova',
  '/recupera-password',
  '/recupera-password/inviata',
  '/recupera-password/prova',
  '/privacy',
  '/accessibilita',
])('%s has no fault of accessibility', async (path) => {
  const page = await browser.newPage({ width: 375 });
  await page.goto(path);
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
});
