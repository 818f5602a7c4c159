import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser';
import {
  accessibilityFaults,
  accredit,
  accreditedCitizen,
  addChild,
  changeFirstPassword,
  enter,
  fillDraft,
  messageTo,
  openDraft,
  somebody,
} from '../support/portal';

let browser: TestBrowser;
/** The tax code of the child added on the way. */
let childCode = '';
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const summary = (page: Page) => page.locator('.error-summary');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

async function protocolOf(page: Page): Promise<string> {
  const row = page.locator('.summary-list > div', { hasText: 'Numero protocollo' });
  return (await row.locator('dd').innerText()).trim();
}

/** The sections in their order, with what somebody who lives with a child writes in each. */
const path: [string, (page: Page) => Promise<void>][] = [
  ['Chi presenta la domanda', (page) => field(page, 'Per me').check()],
  ['Dati Anagrafici del beneficiario', (page) => field(page, 'Comune di nascita').fill('Roma')],
  ['Recapiti', () => Promise.resolve()],
  ['Residenza e domicilio', (page) => field(page, 'Comune').fill('Assemini')],
  [
    'Condizione di bisogno',
    (page) => field(page, 'Condizione di bisogno').fill('Perdita del lavoro\nda marzo'),
  ],
  [
    'Entrate Economiche del Nucleo',
    async (page) => {
      await field(page, 'Entrate Mensili').fill('450,00');
      await field(page, 'C/C Bancari o postali').fill('1.320,50');
    },
  ],
  ['Uscite del Nucleo', (page) => field(page, 'Mutuo/Affitto').fill('380,00')],
  [
    'Nucleo',
    async (page) => {
      childCode = await addChild(page);
      const row = page.getByRole('row', { name: /^Totali/ });
      expect(await row.getByRole('cell').first().innerText()).toBe('2');
      await field(page, 'Totali').fill('2');
    },
  ],
  ['Entrate del Nucleo', (page) => field(page, 'Reddito da lavoro').fill('5.400,00')],
  ['ISEE', () => Promise.resolve()],
  ['Dichiarazioni', (page) => field(page, 'Di non percepire altre forme di sostegno').check()],
];

describe.each([true, false])('the main path on a phone, scripts running: %s', (javaScript) => {
  test('from the icon of the bando to the receipt and the list', { timeout: 240_000 }, async () => {
    const page = await browser.newPage({ width: 375, height: 812, javaScript });
    const person = somebody();
    const { username, password } = await accredit(page, person);

    // Access lands back inside the flow (criterion C.SE.1.1).
    await page.goto('/accedi?ritorno=/domande/nuova/buoni-spesa');
    await enter(page, username, password);
    await page.waitForURL('**/cambia-password**');
    await changeFirstPassword(page, password);
    await page.waitForURL('**/domande/nuova/buoni-spesa');
    await button(page, 'Inizia la domanda').first().click();
    await page.getByRole('link', { name: 'Vai al Riepilogo' }).waitFor();
    const address = page.url();
    // Without scripts a browser takes the fragment of a posted page along.
    const arrived = (where: string) => page.waitForURL((url) => url.href.split('#')[0] === where);

    // A page for each section, in the manual's order; nothing known is asked again (C.SE.1.5).
    await page.getByRole('link', { name: 'Chi presenta la domanda' }).click();
    for (const [name, fill] of path) {
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      if (name === 'Recapiti') expect(await field(page, 'E-Mail').inputValue()).toBe(person.email);
      await fill(page);
      await button(page, 'Continua').click();
    }
    await arrived(`${address}/allegati`);
    await page.getByRole('link', { name: 'Continua' }).click();

    // All of it as text right before sending (C.SE.1.4).
    await arrived(`${address}/riepilogo`);
    for (const text of [person.fiscalCode, 'Perdita del lavoro\nda marzo', '1.320,50', childCode]) {
      await page.getByText(text).first().waitFor();
    }
    expect(await summary(page).count()).toBe(0);
    await button(page, 'Spedisci').click();

    // The receipt has an address of its own: date, number, latest date of the answer (C.SE.1.10).
    await arrived(`${address}/ricevuta`);
    const protocol = await protocolOf(page);
    expect(protocol).toMatch(/^\d+\/\d{4}$/);
    expect(await page.getByText(`Il numero di protocollo è ${protocol}.`).count()).toBe(1);
    expect(await page.getByText('Risposta entro il', { exact: true }).count()).toBe(1);
    expect(await page.getByText(`Ti abbiamo scritto anche a ${person.email}.`).count()).toBe(1);
    expect((await messageTo(person.email, 'domanda ricevuta')).subject).toContain(protocol);
    await page.reload();
    expect(await protocolOf(page)).toBe(protocol);

    // Going back never meets a form again.
    for (let steps = 0; steps < 3; steps += 1) {
      await page.goBack();
      await expect.poll(() => page.locator('form.section-form, [name=version]').count()).toBe(0);
    }

    await page.goto('/domande');
    const legend = page.getByRole('list', { name: 'Legenda degli stati' });
    expect(await legend.getByRole('listitem').allInnerTexts()).toEqual([
      'Presentata',
      'Approvata',
      'Annullata / Respinta',
      'Bozza',
    ]);
    expect(await page.getByRole('row', { name: /Totale/ }).innerText()).toMatch(/1$/);
    await page.getByRole('link', { name: `${person.familyName} Mario` }).click();
    await page.getByRole('link', { name: 'Domanda', exact: true }).click();
    await page.getByRole('heading', { name: 'Domanda spedita' }).waitFor();
    expect(await page.getByText('1.320,50').count()).toBe(1);
    expect(await page.getByText(childCode).count()).toBe(1);
  });
});

describe('an application that was sent', () => {
  test('can be withdrawn until it is decided, after a question', async () => {
    const page = await browser.newPage({ width: 375 });
    await accreditedCitizen(page);
    const address = await openDraft(page);
    await fillDraft(page, address);
    await page.goto(`${address}/riepilogo`);
    await button(page, 'Spedisci').click();
    await page.waitForURL(`${address}/ricevuta`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Vai alla domanda' }).click();
    await page.waitForURL(address);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await button(page, 'Ritira la domanda').isVisible()).toBe(false);
    await page.getByText('Vuoi ritirare la domanda?').click();
    await button(page, 'Ritira la domanda').click();
    await page.getByText('Hai ritirato questa domanda').waitFor();
    expect(await page.getByText('Annullata').count()).toBe(1);
  });

  test('does not exist for somebody else', async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    const address = await openDraft(page);
    const stranger = await browser.newPage();
    await stranger.goto('/accedi');
    await enter(stranger, 'cittadino', 'prova-2021-buoni');
    await stranger.getByRole('heading', { name: 'Ciao Luigi' }).waitFor();
    for (const path of ['', '/sezioni/recapiti', '/riepilogo', '/ricevuta', '/domanda', '/rendiconto']) {
      expect((await stranger.goto(address + path))?.status()).toBe(404);
    }
    expect((await stranger.goto('/domande/non-un-id'))?.status()).toBe(404);
  });
});

/** The manual's own case is the oldest of his requests: other tests may have added newer ones. */
describe('the demo’s Gabriele Cagliari', () => {
  async function gabriele(): Promise<Page> {
    const page = await browser.newPage({ width: 375 });
    await page.goto('/accedi?ritorno=/domande');
    await enter(page, 'cittadino2', 'prova-2021-buoni');
    await page.getByRole('heading', { name: 'Elenco delle richieste' }).waitFor();
    return page;
  }

  test('finds requests by the filters of the manual, and takes them away', async () => {
    const page = await gabriele();
    const all = await page.getByRole('row').count();
    await field(page, 'Cognome').fill('cagl');
    await field(page, 'Anno').selectOption({ index: 1 });
    await button(page, 'Cerca').click();
    await page.getByText('Filtri attivi:').waitFor();
    expect(await page.getByRole('row').count()).toBe(all);
    await field(page, 'Cognome').fill('zzz');
    await button(page, 'Cerca').click();
    await page.getByRole('heading', { name: 'Nessuna richiesta corrisponde ai filtri' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: /Cognome: zzz/ }).click();
    await page.getByRole('row', { name: /Totale/ }).waitFor();
    expect(await field(page, 'Cognome').inputValue()).toBe('');
    await page.getByRole('link', { name: 'Togli i filtri' }).click();
    await page.waitForURL('**/domande');
  });

  test('reads code, balance, statement and the reason of a refusal', async () => {
    const page = await gabriele();
    await page
      .getByRole('row', { name: /Buoni Spesa.*Approvata/s })
      .last()
      .getByRole('link')
      .click();
    await page.getByRole('heading', { name: 'Il tuo buono' }).waitFor();
    const code = (await page.locator('.big-code').innerText()).replaceAll(/\s/g, '');
    expect(code).toMatch(/^[A-Z0-9]{7}$/);
    expect(await page.getByRole('row', { name: /Approvata/ }).innerText()).toContain(code);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Rendiconto', exact: true }).click();
    await page.getByRole('heading', { name: 'Rendiconto Buono' }).waitFor();
    const rows = await page.getByRole('row').allInnerTexts();
    expect(rows[1]).toContain('Buono emesso');
    expect(rows[2]).toMatch(/\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d[^]*20,00/);
    expect(rows[3]).toContain('16,00');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto('/domande');
    await page
      .getByRole('row', { name: /Bonus Disabili.*Respinta/s })
      .last()
      .getByRole('link')
      .click();
    await page.getByText('La domanda non è stata accolta').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Contributi', exact: true }).click();
    await page.waitForURL('**/domanda#contributi');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

test('no section full of faults has one of accessibility, or scrolls sideways on a phone', async () => {
  const page = await browser.newPage({ width: 375 });
  await accreditedCitizen(page);
  const address = await openDraft(page);
  await fillDraft(page, address, {
    'monthlyMeans.income': '0',
    'applicant.role': 'organisation',
    'declarations.receivesSupport': 'si',
    'members.m1.familyName': 'Prova',
  });
  for (const slug of ['chi-presenta', 'mezzi-di-sostegno', 'nucleo', 'dichiarazioni']) {
    await page.goto(`${address}/sezioni/${slug}`);
    await button(page, 'Continua').click();
    await summary(page).waitFor();
    expect(await accessibilityFaults(page), slug).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth'), slug).toBe(375);
  }
});
