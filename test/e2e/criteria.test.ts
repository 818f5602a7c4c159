import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageTo as smsOrMailTo, pageOf, sendApplication, type SentApplication } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { accreditedCitizen, enter, messageTo } from '../support/portal';
import { findApplications, type Applications } from '../support/states';

/**
 * The criteria of conformity of the digital services of Italian municipalities ("modello Comuni", C.SE.1.1–5.2), a test
 * each; the marks of C.SE.4.1 are taken in lighthouse.test.ts.
 */

let browser: TestBrowser;
/** Gabriele Cagliari of the demo, with an application just sent beside those in every other state. */
let citizen: Page;
let sent: SentApplication;
let applications: Applications;

beforeAll(async () => {
  browser = await launchBrowser();
  citizen = await pageOf(browser, 'cittadino2');
  sent = await sendApplication(citizen);
  applications = await findApplications(citizen);
}, 120_000);
afterAll(() => browser.close());

const service = '/domande/nuova/buoni-spesa';
const section = (slug: string) => `/domande/${applications.bozza}/sezioni/${slug}`;
const fact = (page: Page, label: string) =>
  page.locator('.summary-list > div', { has: page.getByText(label, { exact: true }) }).locator('dd');

test('C.SE.1.1: after the access one is back inside the service', async () => {
  const page = await browser.newPage();
  await page.goto(service);
  await page.getByRole('link', { name: 'Accedi e inizia la domanda' }).click();
  await enter(page, 'cittadino', 'prova-2021-buoni');
  await page.waitForURL((url) => url.pathname === service);
  await page.getByRole('button', { name: 'Inizia la domanda' }).waitFor();
});

test('C.SE.1.2: the receipt is in the personal area and comes by another channel', async () => {
  await citizen.goto('/domande');
  expect(await citizen.locator(`a[href="/domande/${sent.id}"]`).count()).toBe(1);
  await citizen.goto(`/domande/${sent.id}/ricevuta`);
  expect(await fact(citizen, 'Numero protocollo').innerText()).toBe(sent.registrationNumber);
  const mail = await smsOrMailTo(
    'cittadino2@example.org',
    ({ channel, text }) => channel === 'email' && text.includes(sent.registrationNumber),
  );
  expect(mail.text).toContain(`/domande/${sent.id}`);
});

test('C.SE.1.3: nothing is written in a font but Titillium Web, Lora and Roboto Mono', async () => {
  for (const path of ['/', service, section('nucleo'), `/domande/${applications.approvata}`]) {
    await citizen.goto(path);
    const families = await citizen.evaluate(() =>
      [...document.body.querySelectorAll('*:not(nextjs-portal, script, style)')].map(
        (element) => getComputedStyle(element).fontFamily.split(',')[0]?.replaceAll('"', '') ?? '',
      ),
    );
    expect(
      [...new Set(families)].filter((name) => !['Titillium Web', 'Lora', 'Roboto Mono'].includes(name)),
    ).toEqual([]);
    expect(await citizen.evaluate(() => document.fonts.check('400 1rem "Titillium Web"'))).toBe(true);
  }
});

test('C.SE.1.4: everything is shown once as text, right before it is sent, and only there', async () => {
  await citizen.goto(`/domande/${applications.bozza}/riepilogo`);
  await citizen.getByRole('heading', { level: 1, name: 'Riepilogo' }).waitFor();
  const main = citizen.getByRole('main');
  expect(await main.locator('input:not([type=hidden]), select, textarea').count()).toBe(0);
  expect(await main.innerText()).toContain('CGLGRL67A12H501L');
  for (const path of [`/domande/${applications.bozza}`, section('isee'), section('dichiarazioni')]) {
    await citizen.goto(path);
    expect(await citizen.getByRole('button', { name: 'Spedisci' }).count()).toBe(0);
  }
});

test('C.SE.1.5: what is known already is not asked again', async () => {
  const page = await browser.newPage();
  const { person } = await accreditedCitizen(page);
  await page.goto(service);
  await page.getByRole('button', { name: 'Inizia la domanda' }).click();
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}$/);
  await page.goto(`${new URL(page.url()).pathname}/sezioni/beneficiario`);
  const known = ['Codice Fiscale', 'Cognome', 'Nome', 'Data di nascita'];
  const values = known.map((label) => page.getByLabel(label, { exact: true }).inputValue());
  expect(await Promise.all(values)).toEqual([
    person.fiscalCode,
    person.familyName,
    person.givenName,
    person.birthDate,
  ]);
});

test('C.SE.1.6: a draft is kept at any moment and taken up again', async () => {
  await citizen.goto(section('condizione-di-bisogno'));
  const words = `Non ho finito, ${Date.now()}`;
  await citizen.getByLabel('Condizione di bisogno').fill(words);
  await citizen.getByRole('button', { name: 'Salva', exact: true }).click();
  await citizen
    .getByText(/Salvato alle \d\d:\d\d/)
    .first()
    .waitFor();
  const later = await pageOf(browser, 'cittadino2');
  await later.goto('/domande');
  await later.locator(`a[href="/domande/${applications.bozza}"]`).click();
  await later.getByRole('link', { name: 'Condizione di bisogno' }).click();
  expect(await later.getByLabel('Condizione di bisogno').inputValue()).toBe(words);
});

test('C.SE.1.7: the service is rated from 1 to 5 stars, with two branches of answers and free words', async () => {
  await citizen.goto(`/domande/${sent.id}/ricevuta`);
  const stars = citizen.getByRole('radio', { name: /stell[ae] su 5/ });
  expect(await stars.count()).toBe(5);
  for (const [count, question] of [
    [2, 'Dove hai incontrato le maggiori difficoltà?'],
    [5, 'Quali sono stati gli aspetti che hai preferito?'],
  ] as const) {
    await stars.nth(count - 1).check({ force: true });
    await citizen.getByRole('button', { name: 'Avanti' }).click();
    const answers = citizen.getByRole('group', { name: question }).getByRole('radio');
    await answers.first().waitFor();
    expect(await answers.count()).toBe(5);
    if (count === 5) break;
    await citizen.getByRole('button', { name: 'Indietro' }).click();
    // The choice of before is there again once the page has answered.
    await expect.poll(() => stars.nth(count - 1).isChecked()).toBe(true);
  }
  await citizen.getByRole('radio', { name: 'Le indicazioni erano chiare' }).check();
  await citizen.getByRole('button', { name: 'Avanti' }).click();
  await citizen.getByLabel('Vuoi aggiungere altri dettagli?').fill('Tutto chiaro.');
  await citizen.getByRole('button', { name: 'Invia la valutazione' }).click();
  await citizen.getByText('Grazie').first().waitFor();
});

test('C.SE.1.8: the steps are in sight, and one goes back to change', async () => {
  await citizen.goto(section('recapiti'));
  await citizen
    .getByText(/Passo \d+ di \d+/)
    .first()
    .waitFor();
  await citizen.getByRole('link', { name: /^Indietro: / }).click();
  await citizen.waitForURL(/\/sezioni\/beneficiario/);
  await citizen.goto(`/domande/${applications.bozza}`);
  await citizen
    .getByText(/\d+ di \d+ fatte/)
    .first()
    .waitFor();
  expect(await citizen.getByRole('main').getByText('Fatto', { exact: true }).count()).toBeGreaterThan(0);
});

test('C.SE.1.9: the personal area tells the state by its milestones', async () => {
  await citizen.goto(`/domande/${applications.approvata}`);
  await citizen.getByRole('heading', { name: 'A che punto è' }).waitFor();
  for (const step of ['Domanda presentata', 'Domanda approvata', 'Buono emesso']) {
    expect(await citizen.getByRole('main').getByText(step, { exact: true }).count()).toBeGreaterThan(0);
  }
});

test('C.SE.1.10: date, protocol and latest day for the answer are shown', async () => {
  await citizen.goto(`/domande/${sent.id}`);
  expect(await fact(citizen, 'Numero protocollo').innerText()).toBe(sent.registrationNumber);
  expect(await fact(citizen, 'Data protocollo').innerText()).toMatch(/\d\d\/\d\d\/\d{4}/);
  expect(await fact(citizen, 'Risposta entro il').innerText()).toMatch(/\d\d\/\d\d\/\d{4}/);
});

test('C.SE.2.2: help is at hand at every step, with the name written already', async () => {
  for (const path of [
    service,
    section('nucleo'),
    `/domande/${applications.bozza}/riepilogo`,
    `/domande/${sent.id}`,
  ]) {
    await citizen.goto(path);
    await citizen.getByRole('navigation').getByRole('link', { name: 'Assistenza' }).click();
    await citizen.waitForURL(/\/assistenza/);
    expect(await citizen.getByLabel('Nominativo').inputValue()).toBe('Cagliari Gabriele');
    await citizen.getByRole('link', { name: 'Chiudi' }).click();
    await citizen.waitForURL((url) => url.pathname === path);
  }
});

test('C.SE.3.1: no cookie and no request goes to anybody else', async () => {
  const page = await pageOf(browser, 'cittadino2');
  const { hostname } = new URL(given('TEST_APP_URL'));
  const strangers = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== hostname) strangers.add(url.hostname);
  });
  for (const path of ['/', service, '/domande', section('nucleo'), `/domande/${applications.approvata}`]) {
    await page.goto(path, { waitUntil: 'load' });
  }
  expect([...strangers]).toEqual([]);
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  expect(cookies.filter(({ domain }) => domain !== hostname)).toEqual([]);
});

test.each([
  ['C.SE.3.2', 'Dichiarazione di accessibilità'],
  ['C.SE.3.3', 'Informativa privacy'],
])('%s: “%s” is in the footer of every page', async (_, name) => {
  const page = await browser.newPage();
  for (const path of ['/', service, '/accedi', '/non-esiste']) {
    await page.goto(path);
    await page.getByRole('contentinfo').getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
});

test('the privacy notice tells of every kind of cookie, and leads to the page where one asks for one’s data', async () => {
  const page = await browser.newPage();
  await page.goto('/privacy');
  const notice = page.getByRole('main');
  for (const kind of ['SPID', 'riconoscere per un anno', 'la lingua', 'il tuo posto in fila']) {
    await notice.getByText(kind).waitFor();
  }
  const own = notice.getByRole('link', { name: 'I miei dati' });
  expect(await own.getAttribute('href')).toBe('/i-miei-dati');
});

test('C.SE.5.1: cookies are out of reach of scripts and of other sites, and bound to TLS where there is TLS', async () => {
  const cookies = await citizen.context().cookies();
  const secure = given('TEST_APP_URL').startsWith('https:');
  const session = cookies.filter(({ name }) => name.includes('session'));
  expect(session).toHaveLength(1);
  expect(cookies.filter((cookie) => !cookie.httpOnly || cookie.sameSite !== 'Lax')).toEqual([]);
  expect(cookies.every((cookie) => cookie.secure === secure)).toBe(true);
});

test('C.SE.5.2: the service lives at whatever address it is given', async () => {
  const page = await browser.newPage();
  const { person } = await accreditedCitizen(page);
  expect((await messageTo(person.email)).text).toContain(`${given('TEST_APP_URL')}/`);
  const { host } = new URL(given('TEST_APP_URL'));
  for (const path of ['/', service, '/assistenza']) {
    await page.goto(path);
    const written = await page
      .locator(`[href*="${host}"], form[action*="${host}"]`)
      .evaluateAll((all) => all.map(({ outerHTML }) => outerHTML));
    expect(written).toEqual([]);
  }
});
