import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser';
import {
  accessibilityFaults,
  accredit,
  accreditedCitizen,
  changeFirstPassword,
  enter,
  fillDraft,
  messageTo,
  openDraft,
  somebody,
} from '../support/portal';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const summary = (page: Page) => page.locator('.error-summary');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const addition = (page: Page) => page.getByRole('group', { name: 'Inserimento altro componente' });

async function protocolOf(page: Page): Promise<string> {
  const row = page.locator('.summary-list > div', { hasText: 'Numero protocollo' });
  return (await row.locator('dd').innerText()).trim();
}

async function addChild(page: Page): Promise<void> {
  await addition(page).getByLabel('Codice Fiscale').fill('rssmra85t10a562s');
  await addition(page).getByLabel('Cognome').fill('Prova');
  await addition(page).getByLabel('Nome', { exact: true }).fill('Anna');
  await addition(page).getByLabel('Data di Nascita').fill('2020-02-01');
  await button(page, 'Aggiungi componente').click();
  await page.getByRole('group', { name: 'Prova Anna' }).waitFor();
}

describe.each([true, false])('the main path on a phone, scripts running: %s', (javaScript) => {
  test('from the icon of the bando to the receipt and the list', { timeout: 180_000 }, async () => {
    const page = await browser.newPage({ width: 375, height: 812, javaScript });
    const person = somebody();
    const { username, password } = await accredit(page, person);

    // Access lands back inside the flow (criterion C.SE.1.1).
    await page.goto('/');
    await page.getByRole('link', { name: 'Buoni Spesa' }).click();
    await page.waitForURL('**/accedi?ritorno=**');
    await enter(page, username, password);
    await page.waitForURL('**/cambia-password**');
    await changeFirstPassword(page, password);
    await page.waitForURL('**/domande/nuova/buoni-spesa');
    await button(page, 'Inizia la domanda').click();
    await button(page, 'Spedisci').waitFor();
    const address = page.url();

    // Nothing known is asked again (C.SE.1.5); a draft can be left at any time (C.SE.1.6).
    expect(await field(page, 'Codice Fiscale').first().inputValue()).toBe(person.fiscalCode);
    await field(page, 'Condizione di bisogno').fill('Perdita del lavoro\nda marzo');
    await field(page, 'Entrate Mensili').fill('quattro');
    await field(page, 'Di non percepire altre forme di sostegno').check();
    await button(page, 'Salva').click();
    await page.getByText(/Salvato alle \d\d:\d\d/).waitFor();
    await page.goto(address);
    expect(await field(page, 'Condizione di bisogno').inputValue()).toBe('Perdita del lavoro\nda marzo');
    expect(await field(page, 'Entrate Mensili').inputValue()).toBe('quattro');
    expect(await field(page, 'Di non percepire altre forme di sostegno').isChecked()).toBe(true);

    await button(page, 'Spedisci').click();
    await summary(page).getByRole('link', { name: 'Comune di nascita: Compila questo campo.' }).waitFor();
    await summary(page)
      .getByRole('link', { name: /Entrate Mensili: Scrivi un importo/ })
      .waitFor();
    expect(await field(page, 'Entrate Mensili').getAttribute('aria-invalid')).toBe('true');
    expect(await field(page, 'Entrate Mensili').inputValue()).toBe('quattro');

    await fillDraft(page);
    await addChild(page);
    expect(await field(page, 'Totali').inputValue()).toBe('1');
    const row = page.getByRole('row', { name: /^Totali/ });
    expect(await row.getByRole('cell').first().innerText()).toBe('2');
    await field(page, 'Totali').fill('2');
    await button(page, 'Spedisci').click();

    await page.getByText('Domanda spedita').waitFor();
    const protocol = await protocolOf(page);
    expect(protocol).toMatch(/^\d+\/\d{4}$/);
    expect(await page.getByText(`Il numero di protocollo è ${protocol}.`).count()).toBe(1);
    expect(await page.getByText('Risposta entro il', { exact: true }).count()).toBe(1);
    expect((await messageTo(person.email, 'domanda ricevuta')).subject).toContain(protocol);

    // Going back and reloading never meet the form again.
    await page.goBack();
    await page.goto(address);
    expect(await button(page, 'Spedisci').count()).toBe(0);
    expect(await protocolOf(page)).toBe(protocol);

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
    expect(await page.getByText('RSSMRA85T10A562S').count()).toBe(1);
  });
});

describe('a draft', () => {
  test('sent from two tabs and by a double click gives one receipt', async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    const address = await openDraft(page);
    await fillDraft(page);
    await button(page, 'Salva').click();
    await page.getByText(/Salvato alle/).waitFor();
    const other = await page.context().newPage();
    await other.goto(address);
    await button(page, 'Spedisci').dblclick();
    await page.getByText('Domanda spedita').waitFor();
    await button(other, 'Spedisci').click();
    await other.getByText('Domanda spedita').waitFor();
    expect(await protocolOf(other)).toBe(await protocolOf(page));
    await page.goto('/domande');
    expect(await page.getByRole('row', { name: /Totale/ }).innerText()).toMatch(/1$/);
  });

  test('changed in another tab is not overwritten: it says so, keeps what was typed, shows the way', async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    const address = await openDraft(page);
    const other = await page.context().newPage();
    await other.goto(address);
    await field(other, 'Note').fill('da un’altra scheda');
    await button(other, 'Salva').click();
    await other.getByText(/Salvato alle/).waitFor();
    await field(page, 'Note').fill('da questa scheda');
    for (const attempt of ['Salva', 'Spedisci']) {
      await button(page, attempt).click();
      await summary(page)
        .getByText(/salvata anche da un’altra finestra/)
        .waitFor();
      expect(await field(page, 'Note').inputValue()).toBe('da questa scheda');
    }
    const opened = page.waitForEvent('popup');
    await summary(page).getByRole('link', { name: 'Apri l’ultima versione salvata' }).click();
    expect(await field(await opened, 'Note').inputValue()).toBe('da un’altra scheda');
  });

  test('survives an access that ended while typing', async () => {
    const page = await browser.newPage();
    const { username, password } = await accreditedCitizen(page);
    const address = await openDraft(page);
    await field(page, 'Note').fill('scritto prima della fine');
    await page.context().clearCookies();
    await button(page, 'Salva').click();
    const opened = page.waitForEvent('popup');
    await summary(page).getByRole('link', { name: 'Accedi in un’altra scheda' }).click();
    const beside = await opened;
    await enter(beside, username, password);
    await beside.waitForURL(address);
    await button(page, 'Salva').click();
    await page.getByText(/Salvato alle/).waitFor();
    expect(await field(page, 'Note').inputValue()).toBe('scritto prima della fine');
  });

  test('keeps errors and version in step: an error, then Salva, then Spedisci', async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    await openDraft(page);
    await button(page, 'Spedisci').click();
    await summary(page).waitFor();
    await field(page, 'Note').fill('dopo un errore');
    await button(page, 'Salva').click();
    await page.getByText(/Salvato alle/).waitFor();
    expect(await summary(page).count()).toBe(0);
    await button(page, 'Spedisci').click();
    await summary(page).waitFor();
    await button(page, 'Salva').click();
    await page.getByText(/Salvato alle/).waitFor();
    expect(await summary(page).count()).toBe(0);
  });

  test('is saved by Enter, and its household grows and shrinks without losing what was typed', async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    await openDraft(page);
    await field(page, 'Comune di nascita').fill('Cagliari');
    await field(page, 'Comune di nascita').press('Enter');
    await page.getByText(/Salvato alle/).waitFor();
    await field(page, 'Note').fill('non ancora salvato');
    await addition(page).getByLabel('Cognome').fill('Prova');
    await button(page, 'Aggiungi componente').click();
    await summary(page).getByRole('link', { name: 'Data di Nascita: Compila questo campo.' }).waitFor();
    expect(await addition(page).getByLabel('Cognome').inputValue()).toBe('Prova');
    await addChild(page);
    expect(await field(page, 'Note').inputValue()).toBe('non ancora salvato');
    const child = page.getByRole('group', { name: 'Prova Anna' });
    await child.getByLabel('Disabile').check();
    await button(page, 'Salva').click();
    await page.getByText(/Salvato alle/).waitFor();
    expect(
      await page
        .getByRole('row', { name: /^Disabili/ })
        .getByRole('cell')
        .first()
        .innerText(),
    ).toBe('1');
    await page.getByRole('button', { name: 'Togli Prova Anna' }).click();
    await child.waitFor({ state: 'detached' });
    expect(await field(page, 'Note').inputValue()).toBe('non ancora salvato');
  });

  test('asks for Mezzi di sostegno only at zero income, and refuses declarations that contradict each other', async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    await openDraft(page);
    const means = page.getByRole('textbox', { name: 'Mezzi di sostegno' });
    expect(await means.isVisible()).toBe(false);
    await field(page, 'Entrate Mensili').fill('0');
    await means.waitFor();
    await field(page, 'Entrate Mensili').fill('10');
    await means.waitFor({ state: 'hidden' });
    await field(page, 'Entrate Mensili').fill('0');
    await page.getByLabel(/Di percepire forme di sostegno economico/).check();
    await field(page, 'Di non percepire altre forme di sostegno').check();
    await button(page, 'Spedisci').click();
    await summary(page)
      .getByRole('link', { name: /^Importo del sostegno percepito/ })
      .waitFor();
    await summary(page)
      .getByRole('link', { name: /^Tipo di sostegno/ })
      .waitFor();
    await summary(page)
      .getByText(/le due dichiarazioni non possono stare insieme/)
      .waitFor();
  });

  test('asks about odd answers without refusing them, and leads to the field', async () => {
    const page = await browser.newPage({ width: 375 });
    await accreditedCitizen(page);
    await openDraft(page);
    await fillDraft(page);
    await page.getByLabel(/Di non avere disponibilità economiche/).check();
    await button(page, 'Salva').click();
    const question = page.getByRole('link', { name: /Dichiari di non avere soldi sui conti/ });
    await question.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await question.click();
    const target = new URL(page.url()).hash.slice(1);
    expect(await page.locator(`[id="${target}"]`).isVisible()).toBe(true);
    await button(page, 'Spedisci').click();
    await page.getByText('Numero protocollo').first().waitFor();
  });

  test('can be deleted, after a question', async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    const address = await openDraft(page);
    expect(await button(page, 'Elimina la bozza').isVisible()).toBe(false);
    await page.getByText('Non ti serve più?').click();
    await button(page, 'Elimina la bozza').click();
    await page.waitForURL('**/domande');
    expect(await page.getByRole('row', { name: /Annullata/ }).count()).toBe(1);
    await page.goto(address);
    expect(await page.getByText('Hai eliminato questa bozza').count()).toBe(1);
    expect(await openDraft(page)).not.toBe(address);
  });
});

describe('an application that was sent', () => {
  test('can be withdrawn until it is decided, after a question', async () => {
    const page = await browser.newPage({ width: 375 });
    await accreditedCitizen(page);
    await openDraft(page);
    await fillDraft(page);
    await button(page, 'Spedisci').click();
    await page.getByText('Domanda spedita').waitFor();
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
    for (const path of ['', '/domanda', '/rendiconto']) {
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
    expect(rows[1]).toMatch(/\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d[^]*20,00/);
    expect(rows[2]).toContain('16,00');
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

test.each([375, 1280])(
  'no page of a draft has a fault of accessibility or scrolls sideways, at %i px',
  async (width) => {
    const page = await browser.newPage({ width });
    await accreditedCitizen(page);
    const look = async () => {
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    };
    await look();
    await page.goto('/domande');
    await look();
    await page.goto('/cambia-password');
    await look();
    await page.goto('/domande/nuova/buoni-spesa');
    await look();
    await openDraft(page);
    await field(page, 'Entrate Mensili').fill('0');
    await addChild(page);
    await page.getByText('Sezioni della domanda').click();
    await look();
    await button(page, 'Spedisci').click();
    await summary(page).waitFor();
    await look();
  },
);
