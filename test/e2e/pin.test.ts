import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { readPdf } from '../support/pdf';
import { accredit, messageTo, openDraft, somebody, type Person } from '../support/portal';

let browser: TestBrowser;
let person: Person;
let first: string;

beforeAll(async () => {
  browser = await launchBrowser();
  person = somebody();
  const page = await browser.newPage();
  await accredit(page, person);
  await page.context().close();
});
afterAll(() => browser.close());

const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();

async function ask(page: Page, { fiscalCode, familyName, givenName }: Person): Promise<string> {
  await page.goto('/pin');
  await page.getByLabel('Codice Fiscale').fill(fiscalCode);
  await page.getByLabel('Cognome').fill(familyName);
  await page.getByLabel('Nome', { exact: true }).fill(givenName);
  await page.getByLabel('Con una e-mail').check();
  await press(page, 'Chiedi il PIN');
  await page.waitForURL(/\/pin\/inviato$/);
  return page.getByRole('main').innerText();
}

async function enter(page: Page, pin: string, { fiscalCode } = person): Promise<void> {
  await page.goto('/accedi/pin');
  await page.getByLabel('Codice Fiscale').fill(fiscalCode);
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await press(page, 'Entra');
}

describe('the PIN', () => {
  it('is asked for without signing in, without a script, and the page tells nobody who is enrolled', async () => {
    const page = await browser.newPage({ javaScript: false });
    const unknown = await ask(page, somebody());
    expect(await ask(page, person)).toBe(unknown);
    const { text } = await messageTo(person.email, 'PIN');
    first = /[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}/.exec(text)?.[0] ?? '';
    await enter(page, 'ABCD-EFGH');
    await page.getByText('Codice fiscale o PIN non corretti').first().waitFor();
    await enter(page, 'ABCD-EFGH', somebody());
    await page.getByText('Codice fiscale o PIN non corretti').first().waitFor();
    await page.context().close();
  });

  it('opens with its first part the simplified mode, which says what it may not do', async () => {
    const page = await browser.newPage();
    await enter(page, first.toLowerCase());
    await page.waitForURL(/\/domande$/);
    await page.getByText('Sei entrato con la prima parte del PIN').waitFor();
    await expectAccessible(page);
    const draft = await openDraft(page);
    await page.goto(`${draft}/sezioni/recapiti`);
    const email = page.getByLabel('E-mail');
    expect(await email.inputValue()).toBe(person.email);
    expect(await email.getAttribute('readonly')).not.toBeNull();
    await page.getByText('Non si cambia con la sola prima parte del PIN').first().waitFor();
    // Not by hand either: the call behind the page refuses it.
    const refused = await page.request.patch(`/api/v1/applications/${draft.split('/').at(-1)}/answers`, {
      headers: { origin: new URL(given('TEST_APP_URL')).origin, 'idempotency-key': crypto.randomUUID() },
      data: { base: {}, answers: { 'contacts.email': 'altra@example.org' } },
    });
    expect(refused.status()).toBe(422);
    // Whatever else asks for an access leads to what completes it.
    await page.goto(`${draft}/risposta`);
    await page.waitForURL(/\/pin\/il-mio$/);
    await page.context().close();
  });

  it('becomes dispositive with the second part, which the office hands over as a letter', async () => {
    const operator = await pageOf(browser, 'operatore');
    await operator.goto('/operatore/lettere');
    await expectAccessible(operator);
    const waiting = operator.getByRole('row').filter({ hasText: person.fiscalCode });
    await waiting.getByRole('button', { name: /Prepara adesso/ }).click();
    await operator.waitForURL(/\?pronta/);
    const row = operator.getByRole('row').filter({ hasText: person.familyName });
    const address = (await row.getByRole('link', { name: /Stampa/ }).getAttribute('href')) ?? '';
    const printed = await operator.request.get(address);
    const { elements } = await readPdf(await printed.body());
    const second = /[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}/.exec(JSON.stringify(elements))?.[0] ?? '';

    const page = await browser.newPage();
    await enter(page, first);
    await page.waitForURL(/\/domande$/);
    await page.getByRole('link', { name: 'Completa il PIN' }).click();
    await page.getByLabel('Seconda parte').fill(second);
    await press(page, 'Completa');
    await page.getByText('Il PIN è completo: ora puoi fare tutto').waitFor();
    await expectAccessible(page);
    await page.goto('/domande');
    expect(await page.getByText('Sei entrato con la prima parte del PIN').count()).toBe(0);

    await operator.goto('/operatore/lettere');
    await row.getByRole('button', { name: /Segna come spedita/ }).click();
    await operator.waitForURL(/\?spedita/);
    expect((await operator.request.get(address)).status()).toBe(404);
    await operator.context().close();

    // Somebody who entered with it elsewhere is out as soon as it is revoked.
    const elsewhere = await browser.newPage();
    await enter(elsewhere, first + second);
    await elsewhere.waitForURL(/\/domande$/);
    await page.goto('/accesso');
    await page.getByRole('main').getByRole('link', { name: 'Chiedi, completa o annulla il PIN' }).click();
    await page.getByText('Qualcuno può conoscere il tuo PIN?').click();
    await press(page, 'Annulla il PIN');
    await page.getByText('Il PIN è annullato').waitFor();
    // Nothing is left of it: no word on an old one that would still be good.
    expect(await page.getByText('Quello vecchio vale').count()).toBe(0);
    await page.getByRole('main').getByRole('link', { name: 'Chiedi il PIN' }).waitFor();
    await elsewhere.goto('/domande');
    await elsewhere.waitForURL(/\/accedi/);
    await enter(elsewhere, first);
    await elsewhere.getByText('Codice fiscale o PIN non corretti').first().waitFor();
    await Promise.all([page.context().close(), elsewhere.context().close()]);
  });
});
