import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { narrow, sidewaysFaults } from '../support/layout';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const unique = Date.now().toString(36);
const name = `Bonus Prova ${unique}`;
const slug = `bonus-prova-${unique}`;

/** Opens a section of the draft whose page is open, from its list of sections. */
async function section(page: Page, programme: string, title: string): Promise<void> {
  await page.goto(programme);
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

const save = (page: Page) => page.getByRole('button', { name: 'Salva', exact: true }).click();
const goOn = (page: Page) => page.getByRole('button', { name: 'Salva e continua' }).click();
async function errors(page: Page): Promise<string[]> {
  const lines = page.getByRole('alert').getByRole('listitem');
  await lines.first().waitFor();
  return lines.allInnerTexts();
}

describe('a programme, without JavaScript', () => {
  test('is written, refused at its fields while wrong, published by a second person and seen by citizens', async () => {
    const author = await pageOf(browser, 'operatore', { javaScript: false });
    await author.goto('/operatore/bandi');
    await author.getByRole('link', { name: 'Nuovo bando' }).click();
    await author.getByLabel('Nome del bando').fill(name);
    await author.getByRole('button', { name: 'Crea la bozza' }).click();
    await author.getByLabel('Indirizzo sul portale').fill(slug);
    await goOn(author);

    // An allocation below zero is refused at its field, and stays as it was typed.
    await author.getByLabel('Fonte del fondo').fill('Delibera 12/2026');
    await author.getByLabel('Stanziamento').fill('-5');
    await goOn(author);
    expect(await errors(author)).toEqual(['Stanziamento: L’importo deve essere più di zero.']);
    expect(await author.getByLabel('Stanziamento').inputValue()).toBe('-5');
    const programme = new URL(author.url()).pathname.split('/sezioni/')[0] ?? '';
    await author.getByLabel('Stanziamento').fill('20.000,00');
    await goOn(author);

    // So are two periods of one channel at once.
    const period = async (row: number, days: [string, string]) => {
      const box = author.getByRole('group', { name: `Periodo ${row}`, exact: true });
      await box.getByLabel('Canale').selectOption('Cittadini');
      for (const [index, group] of ['Apertura', 'Chiusura'].entries()) {
        await box
          .getByRole('group', { name: group })
          .getByLabel('Giorno')
          .fill(days[index] ?? '');
        await box.getByRole('group', { name: group }).getByLabel('Ora').fill('08:00');
      }
    };
    await period(1, ['2026-01-01', '2099-01-01']);
    await save(author);
    await author.getByText('Aggiungi: Periodo').click();
    await period(2, ['2098-01-01', '2099-02-01']);
    await goOn(author);
    expect(await errors(author)).toEqual([
      'Periodo, riga 2, Apertura, Giorno: Questo periodo si sovrappone al numero 1 dello stesso canale.',
    ]);
    await author.getByRole('button', { name: 'Togli Periodo 2' }).click();
    await author.getByText('Salvato.', { exact: true }).waitFor();

    await section(author, programme, 'Requisiti');
    await author.getByLabel('Sigla').fill('isee');
    await author.getByLabel('Testo del bando').fill('ISEE non superiore a 9.360 €');
    await author.getByLabel('Atto e articolo').fill('Avviso, art. 2');
    await author.getByLabel('Che cosa').selectOption('Importo ISEE');
    await author.getByLabel('Confronto', { exact: true }).selectOption('al massimo …');
    await author.getByLabel('Valore').fill('9.360,00');
    await save(author);
    await section(author, programme, 'Importi');
    await author.getByRole('group', { name: 'Componenti 1' }).getByLabel('Importo').fill('300,00');
    await save(author);

    await author.getByRole('link', { name: 'Vai al Riepilogo' }).click();
    const said = await author.getByRole('table', { name: 'Che cosa dice' }).innerText();
    expect(said).toContain('9.360,00');
    await author.getByRole('link', { name: 'Anteprima' }).click();
    await author.getByText('ISEE non superiore a 9.360 €').waitFor();
    expect(await author.getByRole('cell', { name: '300,00' }).count()).toBeGreaterThan(0);
    expect(await author.getByLabel('Entrate Mensili').count()).toBeGreaterThan(0);
    const nobodyYet = author.getByRole('group', { name: 'beneficiario', exact: true });
    expect(await nobodyYet.locator('p').first().innerText()).toBe('beneficiario');
    await author.goto(`${programme}/riepilogo`);
    // What the law has to say of it keeps nobody from signing, and both read it.
    const notice = 'Preavviso di rigetto (art. 10-bis): Si può respingere senza preavviso.';
    await author.getByRole('listitem').filter({ hasText: notice }).getByRole('link').click();
    await author.waitForURL(/sezioni\/ufficio/);
    await author.goBack();
    await author.getByRole('button', { name: 'Manda alla firma' }).click();
    await author.getByText('La bozza è alla firma di un’altra persona').waitFor();
    expect(await author.getByRole('button', { name: 'Pubblica' }).count()).toBe(0);

    const signer = await pageOf(browser, 'responsabile', { javaScript: false });
    expect((await signer.goto(`/domande/nuova/${slug}`))?.status()).toBe(404);
    await signer.goto(`${programme}/riepilogo`);
    expect(await signer.getByRole('listitem').filter({ hasText: notice }).count()).toBe(1);
    await signer.getByRole('button', { name: 'Pubblica' }).click();
    await signer.getByText('La versione pubblicata è in vigore').waitFor();
    await signer.goto('/');
    await signer.getByRole('link', { name }).click();
    await signer.getByText('ISEE non superiore a 9.360 €').waitFor();

    // Exported, it is a file that makes another programme.
    const file = await signer.request.get(`${programme}/esporta`);
    expect(file.headers()['content-disposition']).toContain(`bando-${slug}.json`);
    await signer.goto('/operatore/bandi/nuovo');
    const text = (await file.text()).replace('"allocationCents": 2000000', '"allocationCents": 0');
    await signer.getByLabel('Oppure incolla il testo').fill(text);
    await signer.getByRole('button', { name: 'Importa' }).click();
    expect(await errors(signer)).toEqual(['rules.allocationCents: L’importo deve essere più di zero.']);

    // Closed, it leaves the portal.
    await signer.goto(programme);
    await signer.getByText('Chiudi il bando', { exact: true }).click();
    await signer.getByRole('button', { name: 'Chiudi il bando adesso' }).click();
    await signer.getByText('Il bando è chiuso').waitFor();
    expect((await signer.goto(`/domande/nuova/${slug}`))?.status()).toBe(404);
    await Promise.all([author, signer].map((page) => page.context().close()));
  });
});

test('two editors at one field: the second is told, with both texts, and nothing typed is lost', async () => {
  const [one, other] = [await pageOf(browser, 'operatore'), await pageOf(browser, 'responsabile')];
  await one.goto('/operatore/bandi');
  await one.getByRole('link', { name: 'Bonus Libri' }).click();
  await one.waitForURL(/bandi\/[0-9a-f-]{36}/);
  const programme = new URL(one.url()).pathname;
  for (const page of [one, other]) await page.goto(`${programme}/sezioni/fondo`);
  const before = await one.getByLabel('Fonte del fondo').inputValue();
  await one.getByLabel('Fonte del fondo').fill(`${before}, art. 1`);
  await save(one);
  await one.getByText('Salvato.', { exact: true }).waitFor();
  await other.getByLabel('Fonte del fondo').fill(`${before}, art. 2`);
  await save(other);
  await other.getByText(`Intanto un collega ha scritto: «${before}, art. 1»`).first().waitFor();
  expect(await other.getByLabel('Fonte del fondo').inputValue()).toBe(`${before}, art. 2`);
  await save(other);
  await other.getByText('Salvato.', { exact: true }).waitFor();
  expect(await other.getByLabel('Fonte del fondo').inputValue()).toBe(`${before}, art. 2`);
  await Promise.all([one, other].map((page) => page.context().close()));
});

test('the pages of the editor are accessible on the narrowest phone and never scroll sideways', async () => {
  const page = await pageOf(browser, 'operatore', narrow);
  await page.goto('/operatore/bandi');
  await page.getByRole('link', { name: 'Bonus Libri' }).click();
  await page.waitForURL(/bandi\/[0-9a-f-]{36}/);
  const programme = new URL(page.url()).pathname;
  for (const path of ['', '/sezioni/requisiti', '/sezioni/termini', '/riepilogo']) {
    await page.goto(programme + path);
    await expectAccessible(page);
    expect(await sidewaysFaults(page)).toEqual([]);
  }
  await page.context().close();
});

test('the editor does not exist for others', async () => {
  const [citizen, office] = [await pageOf(browser, 'cittadino'), await pageOf(browser, 'operatore')];
  await office.goto('/operatore/bandi');
  await office.getByRole('link', { name: 'Bonus Libri' }).click();
  await office.waitForURL(/bandi\/[0-9a-f-]{36}/);
  const programme = new URL(office.url()).pathname;
  for (const path of ['', '/sezioni/fondo', '/riepilogo', '/anteprima', '/importa', '/esporta']) {
    expect((await citizen.request.get(programme + path)).status()).toBe(404);
  }
  for (const path of [
    '/operatore/bandi/x',
    '/operatore/bandi/00000000-0000-0000-0000-000000000000',
    `${programme}/sezioni/x`,
  ]) {
    expect((await office.goto(path))?.status()).toBe(404);
  }
  await Promise.all([citizen, office].map((page) => page.context().close()));
});
