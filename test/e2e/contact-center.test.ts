import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeAnswers } from '../../scripts/demo/answers';
import { call, expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { messageTo, somebody, type Person } from '../support/portal';

let browser: TestBrowser;
let operator: Page;
let luigi: Person;
let rosa: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  operator = await pageOf(browser, 'contactcenter');
  [luigi, rosa] = [somebody(), somebody()];
});
afterAll(() => browser.close());

const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();

/** Registers somebody on the telephone, in a tab of its own, and verifies the PIN they read out. */
async function newCaller(person: Person): Promise<{ tab: Page; callPage: string }> {
  const tab = await operator.context().newPage();
  await tab.goto('/contact-center/nuova-persona');
  const fill = (label: string, value: string) => tab.getByLabel(label, { exact: true }).fill(value);
  await fill('Cognome', person.familyName);
  await fill('Nome', person.givenName);
  await fill('Codice Fiscale', person.fiscalCode);
  await fill('Data nascita', person.birthDate);
  await fill('Cellulare', person.mobile);
  await fill('Provincia', 'CA');
  await fill('Cap', '09032');
  await fill('Indirizzo', 'Via Dalmazia, 23');
  await fill('E-Mail', person.email);
  await fill('conferma E-Mail', person.email);
  await tab.getByLabel('Con una e-mail').check();
  await tab.getByRole('checkbox').check();
  await press(tab, 'Registra e inizia la chiamata');
  await tab.waitForURL(/contact-center\/[0-9a-f-]{36}/);
  const { text } = await messageTo(person.email, 'prima parte');
  await tab.getByLabel('Prima parte del PIN').fill(/[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(text)?.[0] ?? '');
  await press(tab, 'Verifica');
  await tab.getByText('Prima parte verificata').waitFor();
  return { tab, callPage: tab.url() };
}

/** Opens an application in the call on the tab; answers its id. */
async function compile(tab: Page): Promise<string> {
  await press(tab, 'Compila la domanda');
  await tab.getByRole('link', { name: 'Scegli una delle risposte.' }).waitFor();
  await tab.getByLabel('Servizio').selectOption({ label: 'Buoni Spesa' });
  await press(tab, 'Compila la domanda');
  await tab.waitForURL(/\/domande\/[0-9a-f-]{36}$/);
  return new URL(tab.url()).pathname.split('/')[2] ?? '';
}

const forWhom = (tab: Page) => tab.getByRole('complementary', { name: 'Stai compilando per' });

describe('the contact centre', () => {
  it('finds nobody by a part of their name, and tells the operator what to do', async () => {
    await operator.goto('/contact-center');
    await expectAccessible(operator);
    await operator.getByLabel('Codice Fiscale').fill('GLLLGU67A12H501V');
    await operator.getByLabel('Cognome').fill('Gial');
    await operator.getByLabel('Nome', { exact: true }).fill('Luigi');
    await press(operator, 'Inizia la chiamata');
    await operator.getByRole('alert').getByText('Nessuna persona registrata').first().waitFor();
    // A visitor, and somebody of another role, find no such place.
    const clerk = await pageOf(browser, 'operatore');
    expect((await clerk.goto('/contact-center'))?.status()).toBe(404);
    await clerk.context().close();
  });

  it('compiles for two callers in two tabs, and nobody’s data stands in the other’s form', async () => {
    const [one, two] = await Promise.all([newCaller(luigi), newCaller(rosa)]);
    const [mine, theirs] = await Promise.all([compile(one.tab), compile(two.tab)]);
    await Promise.all([
      one.tab.goto(`/domande/${mine}/sezioni/beneficiario`),
      two.tab.goto(`/domande/${theirs}/sezioni/beneficiario`),
    ]);
    for (const [tab, person, other] of [
      [one.tab, luigi, rosa],
      [two.tab, rosa, luigi],
    ] as const) {
      await forWhom(tab).getByText(person.fiscalCode).waitFor();
      expect(await tab.getByLabel('Cognome', { exact: true }).inputValue()).toBe(person.familyName);
      expect(await tab.content()).not.toContain(other.familyName);
      // The browser keeps nothing of one for the other.
      const remembered = await tab
        .locator('form.section-form input[autocomplete]')
        .evaluateAll((inputs) =>
          inputs.map((input) => input.getAttribute('autocomplete')).filter((each) => each !== 'off'),
        );
      expect(remembered).toEqual([]);
      expect(await tab.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(person.familyName);
    }
    // What a single person may not have changed on the telephone is shown, and cannot be written in.
    await one.tab.goto(`/domande/${mine}/sezioni/recapiti`);
    expect(await one.tab.getByLabel('E-mail').getAttribute('readonly')).not.toBeNull();

    // Typed for the one while the other’s page is opened and left: each save stays where its address says.
    await one.tab.goto(`/domande/${mine}/sezioni/condizione-di-bisogno`);
    await two.tab.goto(`/domande/${theirs}/sezioni/condizione-di-bisogno`);
    await one.tab.locator('textarea').fill('Ho perso il lavoro');
    await two.tab.locator('textarea').fill('Ho spese mediche');
    await press(one.tab, 'Salva');
    await press(two.tab, 'Salva');
    await one.tab.waitForURL(/salvata/);
    await two.tab.waitForURL(/salvata/);
    await two.tab.goto(two.callPage);
    await two.tab.goBack();
    await two.tab.getByText('Ho spese mediche').waitFor();
    await forWhom(two.tab).getByText(rosa.fiscalCode).waitFor();

    // Rosa’s call is closed elsewhere; her form is still on the screen, and saves nothing.
    const elsewhere = await operator.context().newPage();
    await elsewhere.goto(two.callPage);
    await press(elsewhere, 'Chiudi la chiamata');
    await elsewhere.waitForURL(/contact-center$/);
    await two.tab.locator('textarea').fill('Scritto dopo la chiamata');
    await press(two.tab, 'Salva');
    await two.tab.getByText('La chiamata è finita.').first().waitFor();
    await two.tab.goto(`/domande/${theirs}/sezioni/condizione-di-bisogno`);
    await two.tab.waitForURL(/contact-center\?esito=call-ended/);
    await two.tab.getByText('Non è più in mano tua').waitFor();

    // Luigi’s goes on: read back, sent.
    await one.tab.goto(`/domande/${mine}/riepilogo`);
    const version = Number(await one.tab.locator('input[name=version]').first().inputValue());
    const answers = wholeAnswers({
      'beneficiary.fiscalCode': luigi.fiscalCode,
      'beneficiary.familyName': luigi.familyName,
      'beneficiary.givenName': luigi.givenName,
      'beneficiary.birthDate': luigi.birthDate,
      'contacts.mobile': luigi.mobile,
      'contacts.email': luigi.email,
    });
    await call(one.tab, 'put', `/api/v1/applications/${mine}`, {
      version,
      answers: { ...answers, 'contacts.mobile': luigi.mobile },
    });
    await one.tab.reload();
    await expectAccessible(one.tab);
    await press(one.tab, 'Spedisci');
    await one.tab.getByText('Leggi il riepilogo alla persona').first().waitFor();
    await one.tab.getByLabel('Letto e confermato dal cittadino').check();
    await press(one.tab, 'Spedisci');
    await one.tab.waitForURL(/ricevuta$/);
    await forWhom(one.tab).getByText(luigi.fiscalCode).waitFor();
    // It is registered: its citizen is told where it is.
    const begun = await messageTo(luigi.email, 'una domanda a tuo nome');
    expect(begun.text).toContain(`/domande/${mine}`);
  });

  it('leaves the draft to the citizen, who enters with the first part and goes on', async () => {
    const person = somebody();
    const { tab, callPage } = await newCaller(person);
    const id = await compile(tab);
    await messageTo(person.email, 'una domanda a tuo nome');
    // Half a PIN is on the telephone already: the citizen asks for another on their own.
    const citizen = await browser.newPage();
    await citizen.goto('/pin');
    await citizen.getByLabel('Codice Fiscale').fill(person.fiscalCode);
    await citizen.getByLabel('Cognome').fill(person.familyName);
    await citizen.getByLabel('Nome', { exact: true }).fill(person.givenName);
    await citizen.getByLabel('Con una e-mail').check();
    const before = Date.now();
    await press(citizen, 'Chiedi il PIN');
    await citizen.waitForURL(/pin\/inviato/);
    const part = await newestPart(person.email, before);
    await citizen.goto('/accedi/pin');
    await citizen.getByLabel('Codice Fiscale').fill(person.fiscalCode);
    await citizen.getByLabel('PIN', { exact: true }).fill(part);
    await press(citizen, 'Entra');
    await citizen.waitForURL(/\/domande$/);
    await citizen.goto(`/domande/${id}`);
    await citizen.getByText('Il contact center ha iniziato questa domanda per te.').waitFor();
    await expectAccessible(citizen);
    await press(citizen, 'Continuo io');
    await citizen.getByRole('link', { name: 'Vai al Riepilogo' }).waitFor();
    await tab.goto(`/domande/${id}/sezioni/beneficiario`);
    await tab.waitForURL(/esito=taken-over/);
    await tab.goto(callPage);
    await citizen.context().close();
  });
});

/** The first part in a message that left after a moment. */
async function newestPart(to: string, after: number): Promise<string> {
  const until = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`${given('TEST_APP_URL')}/api/dev/messages`);
    const sent = (await answer.json()) as { to: string; subject: string | null; text: string; at: string }[];
    const found = sent.find(
      (each) => each.to === to && (each.subject ?? '').includes('PIN') && Date.parse(each.at) > after,
    );
    const part = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(found?.text ?? '')?.[0];
    if (part) return part;
    if (Date.now() > until) throw new Error(`no PIN to ${to}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
