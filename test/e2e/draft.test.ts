import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '../support/acts';
import { launchBrowser, type PageOptions, type TestBrowser } from '../support/browser';
import {
  accessibilityFaults,
  accreditedCitizen,
  addChild,
  addition,
  enter,
  fillDraft,
  openDraft,
  type Account,
} from '../support/portal';

let browser: TestBrowser;
/** One person with a draft of each programme: every part of these tests writes in a draft of its own. */
let account: Account;
const drafts = new Map<string, string>();
beforeAll(async () => {
  browser = await launchBrowser();
  const page = await browser.newPage();
  account = await accreditedCitizen(page);
  for (const programme of ['Buoni Spesa', 'Bonus Disabili', 'Asilo', 'Vita Indipendente']) {
    drafts.set(programme, await openDraft(page, programme));
  }
  await page.context().close();
}, 240_000);
afterAll(() => browser.close());

const summary = (page: Page) => page.locator('.error-summary');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const saved = (page: Page) => page.getByText(/^Salvato alle \d\d:\d\d$/).first();
const task = (page: Page, name: string) =>
  page.locator('.task-list > li').filter({ has: page.getByText(name, { exact: true }) });

/** A page of the person's, on their draft of a programme. */
async function onDraft(
  programme: string,
  path = '',
  options: PageOptions = { width: 375 },
): Promise<{ page: Page; draft: string }> {
  const page = await browser.newPage(options);
  await signIn(page, account.username, account.password);
  const draft = drafts.get(programme) ?? '';
  await page.goto(draft + path);
  return { page, draft };
}

/** Presses Salva and waits for the page that says so: what is saved by itself says so too, and earlier. */
async function save(page: Page): Promise<void> {
  const before = page.url();
  await button(page, 'Salva').click();
  await page.waitForURL((url) => url.searchParams.has('salvata') && url.href !== before);
  await saved(page).waitFor();
}

async function act(page: Page, name: string): Promise<void> {
  await button(page, name).click();
  await page.waitForLoadState();
}

describe('the task list', () => {
  test('groups the sections as the manual does, and says how far each is', async () => {
    const { page, draft } = await onDraft('Vita Indipendente');
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
      expect.arrayContaining([
        'Dati Anagrafici del beneficiario',
        'Dati della Domanda',
        'Entrate del Nucleo',
        'Dichiarazioni',
        'Allegati',
      ]),
    );
    await page.getByText('1 di 7 fatte').waitFor();
    expect(await task(page, 'Recapiti').innerText()).toContain('Fatto');
    expect(await task(page, 'Condizione di bisogno').innerText()).toContain('Da fare');
    expect(await task(page, 'ISEE').innerText()).toContain('Facoltativa');
    expect(await task(page, 'Mezzi di sostegno').innerText()).toContain('Non ancora disponibile');
    expect(await accessibilityFaults(page)).toEqual([]);
    await fillDraft(page, draft, { 'monthlyMeans.income': 'quattro', 'isee.amount': '9.000,00' });
    await page.reload();
    expect(await task(page, 'Entrate Economiche del Nucleo').innerText()).toContain('C’è un problema');
    // What may be left out counts once it is there.
    expect(await task(page, 'ISEE').innerText()).toContain('Fatto');
    await page.getByText('8 di 9 fatte').waitFor();
  });

  test('asks about odd answers, and leads to the field on its page', async () => {
    const { page, draft } = await onDraft('Vita Indipendente');
    await fillDraft(page, draft, {
      'monthlyMeans.income': 'quattro',
      'declarations.noLiquidity': 'si',
    });
    await page.reload();
    await page.getByRole('link', { name: /Dichiari di non avere soldi sui conti/ }).click();
    await heading(page, 'Dichiarazioni').waitFor();
    const target = new URL(page.url()).hash.slice(1);
    expect(await page.locator(`[id="${target}"]`).isVisible()).toBe(true);
  });

  test('lets the draft be deleted, after a question', async () => {
    const { page, draft } = await onDraft('Vita Indipendente');
    expect(await button(page, 'Elimina la bozza').isVisible()).toBe(false);
    await page.getByText('Non ti serve più?').click();
    await button(page, 'Elimina la bozza').click();
    await page.waitForURL('**/domande');
    await page
      .getByRole('row', { name: /Annullata/ })
      .first()
      .waitFor();
    for (const path of ['', '/sezioni/recapiti', '/riepilogo', '/ricevuta']) {
      await page.goto(draft + path);
      await page.getByText('Hai eliminato questa bozza').waitFor();
    }
    expect(await openDraft(page, 'Vita Indipendente')).not.toBe(draft);
  });
});

describe.each([
  { javaScript: true, programme: 'Buoni Spesa' },
  { javaScript: false, programme: 'Bonus Disabili' },
])('a section’s page, scripts running: $javaScript', ({ javaScript, programme }) => {
  const section = (slug: string) => onDraft(programme, `/sezioni/${slug}`, { width: 375, javaScript });

  test('keeps what cannot be read, shows the fault, and lets it wait', async () => {
    const { page, draft } = await section('entrate-mensili');
    await page.getByText(/^Passo 6 di 1[23]$/).waitFor();
    await field(page, 'Entrate Mensili').fill('quattro');
    await act(page, 'Continua');
    await summary(page)
      .getByRole('link', { name: /^Entrate Mensili: Scrivi un importo/ })
      .waitFor();
    await summary(page).getByRole('link', { name: 'C/C Bancari o postali: Compila questo campo.' }).waitFor();
    expect(await field(page, 'Entrate Mensili').inputValue()).toBe('quattro');
    await page.goto(`${draft}/sezioni/entrate-mensili`);
    expect(await field(page, 'Entrate Mensili').inputValue()).toBe('quattro');
    await field(page, 'C/C Bancari o postali').fill('10,00');
    await act(page, 'Salta per ora');
    await heading(page, 'Uscite del Nucleo').waitFor();
    await page.getByRole('link', { name: 'Indietro: Entrate Economiche del Nucleo' }).click();
    await heading(page, 'Entrate Economiche del Nucleo').waitFor();
    expect(await field(page, 'C/C Bancari o postali').inputValue()).toBe('10,00');
    await field(page, 'Entrate Mensili').fill('450,00');
    await act(page, 'Continua');
    await heading(page, 'Uscite del Nucleo').waitFor();
  });

  test('is saved and stays; reloading and going back show what was saved', async () => {
    const { page } = await section('condizione-di-bisogno');
    await field(page, 'Condizione di bisogno').fill('Perdita del lavoro\nda marzo');
    await save(page);
    for (const again of ['dopo', 'dopo ancora']) {
      await field(page, 'Condizione di bisogno').fill(again);
      await save(page);
      await page.reload();
      expect(await field(page, 'Condizione di bisogno').inputValue()).toBe(again);
    }
    await act(page, 'Continua');
    await heading(page, 'Entrate Economiche del Nucleo').waitFor();
    await page.goBack();
    await heading(page, 'Condizione di bisogno').waitFor();
    expect(await field(page, 'Condizione di bisogno').inputValue()).toBe('dopo ancora');
    await page.goForward();
    await heading(page, 'Entrate Economiche del Nucleo').waitFor();
    await page.reload();
    await heading(page, 'Entrate Economiche del Nucleo').waitFor();
  });

  test('asks for Mezzi di sostegno only at zero income', async () => {
    const { page, draft } = await section('entrate-mensili');
    await field(page, 'Entrate Mensili').fill('450,00');
    await save(page);
    await page.goto(`${draft}/sezioni/mezzi-di-sostegno`);
    await page.getByText('Questa sezione si apre solo se le Entrate Mensili sono 0.').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await page.getByText('Hai scritto che le entrate sono 0').count()).toBe(0);
    await page.goto(`${draft}/sezioni/entrate-mensili`);
    await field(page, 'Entrate Mensili').fill('0');
    await field(page, 'C/C Bancari o postali').fill('10,00');
    await act(page, 'Continua');
    await heading(page, 'Uscite del Nucleo').waitFor();
    await act(page, 'Continua');
    await heading(page, 'Mezzi di sostegno').waitFor();
    await page.getByText('Passo 8 di 13').waitFor();
    await act(page, 'Continua');
    await summary(page)
      .getByRole('link', { name: /^Importo del sostegno percepito/ })
      .waitFor();
  });

  test('lists the household, and lets it grow and shrink without losing what was typed', async () => {
    const { page } = await section('nucleo');
    await field(page, 'Note').fill('non ancora salvato');
    await addition(page).getByLabel('Cognome').fill('Prova');
    await act(page, 'Aggiungi componente');
    await summary(page).getByRole('link', { name: 'Data di Nascita: Compila questo campo.' }).waitFor();
    expect(await addition(page).getByLabel('Cognome').inputValue()).toBe('Prova');
    await addChild(page);
    expect(await summary(page).count()).toBe(0);
    expect(await field(page, 'Note').inputValue()).toBe('non ancora salvato');
    expect(await addition(page).getByLabel('Cognome').inputValue()).toBe('');
    const child = page.getByRole('group', { name: 'Prova Anna' });
    await child.getByLabel('Disabile').check();
    await save(page);
    const disabled = page.getByRole('row', { name: /^Disabili/ }).getByRole('cell');
    expect(await disabled.first().innerText()).toBe('1');
    await page.getByRole('button', { name: 'Togli Prova Anna' }).click();
    await child.waitFor({ state: 'detached' });
    expect(await field(page, 'Note').inputValue()).toBe('non ancora salvato');
    await page.reload();
    expect(await child.count()).toBe(0);
  });

  test('keeps the words above the figures of the household whole on a phone, in English too', async () => {
    const options = { width: 375, javaScript: false };
    const { page } = await onDraft(programme, '/sezioni/nucleo', options);
    await button(page, 'EN, English').click();
    await page.getByRole('columnheader', { name: 'Resulting' }).waitFor();
    const lines = page.locator('.count-table thead th').evaluateAll((cells: Element[]) =>
      cells.map((cell) => {
        const words = cell.ownerDocument.createRange();
        words.selectNodeContents(cell);
        return words.getClientRects().length;
      }),
    );
    expect(await lines).toEqual([1, 1, 1]);
    await page.context().close();
  });

  test('refuses declarations that contradict each other, with the reason', async () => {
    const { page } = await section('dichiarazioni');
    await page.getByText(/^Consapevole delle sanzioni penali previste dall’art\. 76/).waitFor();
    await page.getByLabel(/^Di percepire forme di sostegno economico/).check();
    await field(page, 'Di non percepire altre forme di sostegno').check();
    await act(page, 'Continua');
    await summary(page)
      .getByRole('link', { name: /^Tipo di sostegno/ })
      .waitFor();
    await summary(page)
      .getByRole('link', { name: /^Di non percepire altre forme di sostegno:/ })
      .waitFor();
    expect(await field(page, 'Tipo di sostegno').isVisible()).toBe(true);
    expect(await field(page, 'Di non percepire altre forme di sostegno').isChecked()).toBe(true);
    await field(page, 'Di non percepire altre forme di sostegno').uncheck();
    await field(page, 'Tipo di sostegno').fill('REI');
    await field(page, 'Importo del sostegno').fill('100,00');
    await act(page, 'Continua');
    await heading(page, 'Allegati').waitFor();
  });

  test('asks by what right somebody else files, and empties what was the applicant’s own', async () => {
    const { page, draft } = await section('chi-presenta');
    await field(page, 'Per un familiare').check();
    await act(page, 'Continua');
    await summary(page)
      .getByRole('link', { name: /^Che parentela avete/ })
      .waitFor();
    await field(page, 'Che parentela avete?').fill('figlia');
    await field(page, 'Ho la delega scritta della persona').check();
    await act(page, 'Continua');
    await heading(page, 'Dati Anagrafici del beneficiario').waitFor();
    expect(await field(page, 'Codice Fiscale').inputValue()).toBe('');
    await page.goto(`${draft}/sezioni/recapiti`);
    expect(await field(page, 'E-Mail').inputValue()).not.toBe('');
  });

  test('keeps what was typed when the access has ended, until it is saved or discarded', async () => {
    const { page, draft } = await section('uscite');
    const address = `${draft}/sezioni/uscite`;
    const endAndPost = async (text: string, name: string): Promise<void> => {
      await field(page, 'Mutuo/Affitto').fill(text);
      await page.context().clearCookies();
      await act(page, name);
      await page.getByText('Le tue risposte sono salvate: accedi e le ritrovi.').waitFor();
      await enter(page, account.username, account.password);
      await page.waitForURL(address);
      expect(await field(page, 'Mutuo/Affitto').inputValue()).toBe(text);
    };
    const found = page.getByText(/^Abbiamo ritrovato quello che avevi scritto alle \d\d:\d\d$/);
    await endAndPost('380,00', 'Salva');
    await found.waitFor();
    await act(page, 'Continua');
    await page.waitForURL((url) => url.href !== address);
    await page.goto(address);
    expect(await found.count()).toBe(0);
    expect(await field(page, 'Mutuo/Affitto').inputValue()).toBe('380,00');

    await endAndPost('999,00', 'Continua');
    await act(page, 'Scarta');
    await found.waitFor({ state: 'detached' });
    expect(await field(page, 'Mutuo/Affitto').inputValue()).toBe('380,00');
  });
});

describe('a draft in two tabs', () => {
  const tab = async (slug: string): Promise<Page> =>
    (await onDraft('Asilo', `/sezioni/${slug}`, { javaScript: false })).page;
  const twoTabs = async (slug: string): Promise<[Page, Page]> => [await tab(slug), await tab(slug)];

  test('puts together what was changed in different fields', async () => {
    const [one, other] = await twoTabs('residenza');
    await field(one, 'Comune').fill('Assemini');
    await act(one, 'Salva');
    await field(other, 'Comune del domicilio').fill('Cagliari');
    await save(other);
    expect(await field(other, 'Comune').inputValue()).toBe('Assemini');
    expect(await field(other, 'Comune del domicilio').inputValue()).toBe('Cagliari');
  });

  test('tells where the same field was changed, shows both, and lets the person decide', async () => {
    const [one, other] = await twoTabs('entrate-mensili');
    await field(one, 'Entrate Mensili').fill('450,00');
    await field(one, 'Entrate da Immobili').fill('100,00');
    await act(one, 'Salva');
    await field(other, 'Entrate Mensili').fill('460,00');
    await field(other, 'C/C Bancari o postali').fill('10,00');
    await act(other, 'Salva');
    await summary(other)
      .getByText(/Entrate Mensili: .*«450,00»/)
      .waitFor();
    expect(await field(other, 'Entrate Mensili').inputValue()).toBe('460,00');
    // What only one side changed is there already, and deciding does not undo it.
    expect(await field(other, 'Entrate da Immobili').inputValue()).toBe('100,00');
    await save(other);
    await other.reload();
    expect(await field(other, 'Entrate Mensili').inputValue()).toBe('460,00');
    expect(await field(other, 'Entrate da Immobili').inputValue()).toBe('100,00');
    expect(await field(other, 'C/C Bancari o postali').inputValue()).toBe('10,00');
  });
});
