import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users } from '../../db/schema/people';
import { civilDate } from '../../domain/calendar';
import { wholeAnswers } from '../../scripts/demo/answers';
import { demoPassword } from '../../scripts/demo/people';
import { call, expectAccessible, pageOf, signIn } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { photograph } from '../support/file-samples';
import { openGuests } from '../support/guests';
import { changeFirstPassword, enter, messageTo, somebody, type Person } from '../support/portal';

let browser: TestBrowser;
let guests: Awaited<ReturnType<typeof openGuests>>;
let desk: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  guests = await openGuests();
  desk = await browser.newPage();
  await desk.goto('/accedi');
  await enter(desk, 'intermediario', demoPassword);
  await desk.getByRole('heading', { name: 'I tuoi assistiti' }).waitFor();
});
afterAll(async () => {
  await guests.close();
  await browser.close();
});

const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();
const fill = (page: Page, label: string, value: string) =>
  page.getByLabel(label, { exact: true }).fill(value);
const inDays = (days: number): string => civilDate(new Date(Date.now() + days * 86_400_000));
const forWhom = (page: Page) => page.getByRole('complementary', { name: 'Stai compilando per' });
const idOf = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? '';

async function fillPaper(page: Page, proof: string): Promise<void> {
  await fill(page, 'Numero della delega', `${Date.now()}-${Math.random()}`);
  await page.getByLabel('Per che cosa').fill('Domanda di buoni spesa');
  await fill(page, 'Firmata il', inDays(-1));
  await fill(page, 'Vale dal', inDays(-1));
  await fill(page, 'Vale fino al (compreso)', inDays(30));
  await page.getByLabel(proof).check();
}

/** Registers a person nobody knows yet with their mandate, in a tab of its own; answers the tab on their page. */
async function newClient(person: Person, proof = 'La conserviamo noi'): Promise<Page> {
  const tab = await desk.context().newPage();
  await tab.goto('/intermediario/nuova-persona');
  await fill(tab, 'Cognome', person.familyName);
  await fill(tab, 'Nome', person.givenName);
  await fill(tab, 'Codice Fiscale', person.fiscalCode);
  await fill(tab, 'Data nascita', person.birthDate);
  await fill(tab, 'Cellulare', person.mobile);
  await fill(tab, 'Provincia', 'CA');
  await fill(tab, 'Cap', '09032');
  await fill(tab, 'Indirizzo', 'Via Dalmazia, 23');
  await fill(tab, 'E-Mail', person.email);
  await fill(tab, 'conferma E-Mail', person.email);
  await fillPaper(tab, proof);
  await tab.getByRole('checkbox').check();
  await press(tab, 'Registra la persona e la delega');
  await tab.waitForURL(/intermediario\/[0-9a-f-]{36}$/);
  return tab;
}

/** Opens an application for the client on the tab; answers its id. */
async function compile(tab: Page): Promise<string> {
  await press(tab, 'Compila la domanda');
  await tab.getByRole('link', { name: 'Scegli una delle risposte.' }).waitFor();
  await tab.getByLabel('Servizio').selectOption({ label: 'Buoni Spesa' });
  await press(tab, 'Compila la domanda');
  await tab.waitForURL(/\/domande\/[0-9a-f-]{36}$/);
  return idOf(tab);
}

describe('an intermediary', () => {
  it('compiles and sends for who gave a mandate; the person is told, and sees by whom', async () => {
    const citizen = await guests.user('cittadino');
    const [known] = await guests.db.select().from(users).where(eq(users.id, citizen.id));
    const person = { fiscalCode: known?.fiscalCode ?? '', email: known?.email ?? '' };
    await desk.goto('/intermediario/nuova-delega');
    await expectAccessible(desk);
    await fill(desk, 'Codice Fiscale', person.fiscalCode);
    await fill(desk, 'Cognome', 'Osp');
    await fill(desk, 'Nome', 'Ada');
    await fillPaper(desk, 'La alleghiamo a ogni domanda');
    await press(desk, 'Registra la delega');
    // Nobody is found by a part of their name.
    await desk.getByRole('alert').getByText('Nessuna persona registrata').first().waitFor();
    await fill(desk, 'Cognome', 'Ospite');
    await press(desk, 'Registra la delega');
    await desk.waitForURL(/intermediario\/[0-9a-f-]{36}$/);
    const client = new URL(desk.url()).pathname;
    await expectAccessible(desk);
    expect((await messageTo(person.email, 'può fare domanda per te')).text).toContain('CAF Assemini');

    const id = await compile(desk);
    await forWhom(desk).getByText(person.fiscalCode).waitFor();
    const version = await versionOn(desk, id);
    // What is asked for is said before it is sent, not after.
    await desk.getByText('Delega firmata').first().waitFor();
    const answers = wholeAnswers({
      'beneficiary.fiscalCode': person.fiscalCode,
      'beneficiary.familyName': 'Ospite',
      'beneficiary.givenName': 'Ada',
      'beneficiary.birthDate': known?.birthDate ?? '',
      'contacts.email': person.email,
      'applicant.role': 'organisation',
      'applicant.organisation': 'CAF Assemini',
      'applicant.mandate': 'si',
    });
    await call(desk, 'put', `/api/v1/applications/${id}`, { version, answers });
    await desk.goto(`/domande/${id}/allegati`);
    await desk.locator('input[type=file][multiple]').waitFor();
    await desk.getByLabel('Tipo documento').selectOption({ label: 'Delega firmata' });
    const paper = { name: 'delega.jpg', mimeType: 'image/jpeg', buffer: await photograph() };
    await desk.getByLabel('Scegli file').setInputFiles([paper]);
    await press(desk, 'Carica file');
    // All of it has arrived: a page that is left sooner leaves it half.
    const attached = desk.locator('.attachment-list > li', { hasText: 'delega.jpg' });
    await attached.filter({ hasText: /In controllo|Accettato/ }).waitFor();
    await desk.goto(`/domande/${id}/riepilogo`);
    await expectAccessible(desk);
    await press(desk, 'Spedisci');
    await desk.waitForURL(/ricevuta$/);
    await forWhom(desk).getByText(person.fiscalCode).waitFor();

    expect((await messageTo(person.email, 'una domanda a tuo nome')).text).toContain(`/domande/${id}`);
    const own = await browser.newPage({ width: 375 });
    await signIn(own, citizen.username);
    await own.goto(`/domande/${id}`);
    await own.getByText('CAF Assemini, con la tua delega').waitFor();
    await expectAccessible(own);
    await own.context().close();

    await desk.goto('/intermediario');
    await expectAccessible(desk);
    const rows = desk.getByRole('row').filter({ has: desk.locator(`a[href="${client}"]`) });
    expect(await rows.filter({ hasText: 'Presentata' }).count()).toBe(1);

    // Another organisation finds neither the application nor the client, and has a list of its own.
    const stranger = await browser.newPage();
    await signIn(stranger, (await guests.user('intermediario')).username);
    for (const path of [`/domande/${id}`, `/domande/${id}/ricevuta`, `/domande/${id}/ricevuta/pdf`])
      expect((await stranger.request.get(path)).status(), path).toBe(404);
    await stranger.goto('/intermediario');
    await stranger.getByText('Ancora nessuna delega').waitFor();
    expect(await stranger.content()).not.toContain(person.fiscalCode);
    await stranger.context().close();
  });

  it('registers two people in two tabs, and nobody’s data stands in the other’s form', async () => {
    const [luigi, rosa] = [somebody(), somebody()];
    const [one, two] = await Promise.all([newClient(luigi), newClient(rosa)]);
    const [mine, theirs] = await Promise.all([compile(one), compile(two)]);
    await Promise.all([
      one.goto(`/domande/${mine}/sezioni/beneficiario`),
      two.goto(`/domande/${theirs}/sezioni/beneficiario`),
    ]);
    for (const [tab, person, other] of [
      [one, luigi, rosa],
      [two, rosa, luigi],
    ] as const) {
      await forWhom(tab).getByText(person.fiscalCode).waitFor();
      expect(await tab.getByLabel('Cognome', { exact: true }).inputValue()).toBe(person.familyName);
      expect(await tab.content()).not.toContain(other.familyName);
    }

    // What is typed saves itself, where its address says; nothing of it stays on the device.
    await one.goto(`/domande/${mine}/sezioni/condizione-di-bisogno`);
    await two.goto(`/domande/${theirs}/sezioni/condizione-di-bisogno`);
    await one.locator('textarea').fill('Ho perso il lavoro');
    await two.locator('textarea').fill('Ho spese mediche');
    await Promise.all([one, two].map((tab) => tab.getByText(/^Salvato alle \d\d:\d\d$/).waitFor()));
    for (const tab of [one, two]) {
      const kept = await tab.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      expect(kept).not.toMatch(/lavoro|mediche|bozza/);
    }
    // One client after the other in one tab: the form of the second has nothing of the first, nor after going back.
    await one.goto(`/domande/${theirs}/sezioni/condizione-di-bisogno`);
    expect(await one.locator('textarea').inputValue()).toBe('Ho spese mediche');
    await one.goBack();
    await forWhom(one).getByText(luigi.fiscalCode).waitFor();
    expect(await one.locator('textarea').inputValue()).toBe('Ho perso il lavoro');

    // The mandate is ended elsewhere: what is typed on a page that still stands is saved nowhere, and its page says why.
    await two.goto(`/domande/${theirs}/sezioni/condizione-di-bisogno`);
    const elsewhere = await desk.context().newPage();
    await elsewhere.goto('/intermediario');
    await elsewhere
      .getByRole('link', { name: `Mario ${rosa.familyName}` })
      .first()
      .click();
    await elsewhere.getByText('La persona ha ritirato la delega?').click();
    await press(elsewhere, 'Chiudi la delega');
    await elsewhere.getByText('Non è più in mano tua').waitFor();
    await two.locator('textarea').fill('Scritto dopo la delega');
    await two.getByText('Non salvato: questa domanda non è più in mano tua.').waitFor();
    await two.goto(`/domande/${theirs}/sezioni/condizione-di-bisogno`);
    await two.waitForURL(/intermediario\?esito=mandate-ended/);

    // Rosa enters with the codes that went to her mail, and takes it over as it was saved.
    const { text } = await messageTo(rosa.email, 'codici di accesso');
    const [, username = '', password = ''] = /Username: (\S+)\nPassword: (\S+)/.exec(text) ?? [];
    const own = await browser.newPage({ width: 375 });
    await own.goto('/accedi');
    await enter(own, username, password);
    await own.waitForURL('**/cambia-password**');
    await changeFirstPassword(own, password);
    await own.getByRole('heading', { name: 'Ciao Mario' }).waitFor();
    await own.goto(`/domande/${theirs}`);
    await own.getByText('CAF Assemini ha iniziato questa domanda per te').waitFor();
    await expectAccessible(own);
    await press(own, 'Continuo io');
    await own.getByRole('link', { name: 'Vai al Riepilogo' }).waitFor();
    await own.goto(`/domande/${theirs}/sezioni/condizione-di-bisogno`);
    expect(await own.locator('textarea').inputValue()).toBe('Ho spese mediche');
    await own.context().close();
  });
});

describe('an administrator', () => {
  it('adds an intermediary and its people, and suspends both', async () => {
    const admin = await pageOf(browser, 'amministratore', { width: 375 });
    await admin.goto('/accesso/organizzazioni');
    await expectAccessible(admin);
    const name = `Patronato ${Date.now()}`;
    await fill(admin, 'Nome', name);
    await admin.getByLabel('Patronato', { exact: true }).check();
    await press(admin, 'Aggiungi l’intermediario');
    await admin.getByRole('heading', { level: 1, name }).waitFor();
    await expectAccessible(admin);
    await fill(admin, 'Cognome', 'Lai');
    await fill(admin, 'Nome', 'Ugo');
    await press(admin, 'Aggiungi la persona');
    await admin.getByRole('alert').getByText('E-mail').first().waitFor();
    const email = `ugo.${Date.now()}@example.org`;
    await fill(admin, 'E-mail', email);
    await press(admin, 'Aggiungi la persona');
    await admin.getByText(email).waitFor();
    expect((await messageTo(email, 'codici di accesso')).text).toContain('Username:');
    await press(admin, 'Sospendi Ugo Lai');
    await admin.getByText('(accesso sospeso)').waitFor();
    await admin.getByText('L’intermediario non lavora più con voi?').click();
    await press(admin, 'Sospendi l’intermediario');
    await admin.getByRole('button', { name: 'Riattiva l’intermediario' }).waitFor();
    await expectAccessible(admin);
    await admin.context().close();
    // Of the rest of the office nobody finds the page.
    const head = await pageOf(browser, 'responsabile');
    expect((await head.goto('/accesso/organizzazioni'))?.status()).toBe(404);
    await head.context().close();
  });
});

/** The version that the summary of a draft was drawn from. */
async function versionOn(page: Page, id: string): Promise<number> {
  await page.goto(`/domande/${id}/riepilogo`);
  return Number(await page.locator('input[name=version]').first().inputValue());
}
