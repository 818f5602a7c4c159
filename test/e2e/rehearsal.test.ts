import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { narrow, sidewaysFaults } from '../support/layout';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a draft is rehearsed, without JavaScript', () => {
  test('on invented households and on past applications, beside the rules in force, and nothing of it changes', async () => {
    const page = await pageOf(browser, 'operatore', { javaScript: false });
    await page.goto('/operatore/bandi');
    await page.getByRole('link', { name: 'Buoni Spesa', exact: true }).click();
    await page.getByRole('button', { name: 'Duplica' }).click();
    await page.getByRole('heading', { name: 'Nuovo bando in bozza' }).waitFor();
    const programme = new URL(page.url()).pathname;
    const written = async () => (await page.request.get(`${programme}/esporta?bozza`)).text();
    await page.goto(`${programme}/sezioni/identita`);
    await page.getByLabel('Nome del bando').fill('Buoni di prova');
    await page.getByLabel('Indirizzo sul portale').fill(`prova-${Date.now()}`);
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await page.getByText('Salvato.', { exact: true }).waitFor();
    const before = await written();

    await page.goto(`${programme}/riepilogo`);
    await page.getByRole('link', { name: 'Prova generale' }).click();
    const summary = page.getByRole('table', { name: 'Le cifre in breve' });
    const figure = (name: string) => summary.getByRole('row', { name }).getByRole('cell').first().innerText();
    expect(await figure('Nuclei inventati')).toMatch(/\b500$/);
    const first = await page.getByRole('main').innerText();
    expect(first).toContain('Somme sui conti fino a 5.000 €');
    await page.reload();
    expect(await page.getByRole('main').innerText()).toBe(first);

    await page.getByLabel('Quanti nuclei inventati').fill('5');
    await page.getByLabel('Domande al giorno').fill('mille');
    await page.getByRole('button', { name: 'Prova', exact: true }).click();
    expect(await page.getByRole('alert').getByRole('listitem').allInnerTexts()).toEqual([
      'Quanti nuclei inventati: Scrivi un numero tra 10 e 10.000.',
      'Domande al giorno: Scrivi un numero tra 1 e 10.000.',
    ]);
    expect(await summary.count()).toBe(0);

    // The same rules beside themselves change nothing for anybody, and a fund for some 500 households is empty on a day.
    await page.getByLabel('Quanti nuclei inventati').fill('2000');
    await page.getByLabel('Domande al giorno').fill('10');
    await page.getByLabel('Da confrontare con').selectOption({ label: 'Buoni Spesa, in vigore' });
    await page.getByRole('button', { name: 'Prova', exact: true }).click();
    await page.getByText('Il fondo non basta per tutti').waitFor();
    await page.getByText(/Con questo ritmo il fondo finisce il \d\d\/\d\d\/\d{4}\./).waitFor();
    for (const nobody of ['Prima niente, ora ricevono', 'Prima ricevevano, ora niente', 'Ricevono di meno']) {
      const change = page.getByRole('main').locator('dl > div').filter({ hasText: nobody });
      expect(await change.locator('dd').innerText()).toBe('0');
    }
    const file = page.getByRole('link', { name: 'Scarica le cifre (CSV)' });
    const csv = await page.request.get((await file.getAttribute('href')) ?? '');
    expect(csv.headers()['content-disposition']).toContain('prova-generale.csv');
    expect(await csv.text()).toMatch(
      /^\uFEFFVoce;Bozza;Confronto;Differenza\r\nNuclei inventati;2000;2000;0\r\n/,
    );

    await page
      .getByLabel('Su chi provare', { exact: true })
      .selectOption({ label: 'Domande arrivate: Buoni Spesa' });
    await page.getByRole('button', { name: 'Prova', exact: true }).click();
    await page.getByText(/Le domande sono troppo poche|I numeri sotto 5 sono nascosti/).waitFor();
    expect(await written()).toBe(before);

    const phone = await pageOf(browser, 'operatore', narrow);
    for (const query of ['', '?quanti=0']) {
      await phone.goto(`${programme}/prova${query}`);
      expect(await sidewaysFaults(phone)).toEqual([]);
      await expectAccessible(phone);
    }

    const chief = await pageOf(browser, 'responsabile', { javaScript: false });
    await chief.goto('/operatore/accessi?cosa=view.rehearsal');
    expect(await chief.getByRole('table').innerText()).toContain('Buoni Spesa');

    await page.goto(programme);
    await page.locator('summary').filter({ hasText: 'Butta la bozza' }).click();
    await page.getByRole('button', { name: 'Butta la bozza adesso' }).click();
    await page.waitForURL('**/operatore/bandi');
    await Promise.all([page, phone, chief].map((each) => each.context().close()));
  });

  test('once it can be read: until then its page says what is missing, and does not exist for others', async () => {
    const page = await pageOf(browser, 'operatore', { javaScript: false });
    await page.goto('/operatore/bandi');
    await page.getByRole('link', { name: 'Bonus Libri' }).click();
    await page.getByRole('link', { name: 'Prova generale' }).click();
    const path = new URL(page.url()).pathname;
    const faults = page.getByRole('alert').getByRole('link');
    expect(await faults.first().getAttribute('href')).toMatch(/\/sezioni\/\w+\?da=riepilogo#/);
    expect(await page.getByRole('table').count()).toBe(0);
    expect(new URL((await page.request.get(`${path}/csv`)).url()).pathname).toBe(path);

    const citizen = await pageOf(browser, 'cittadino');
    for (const address of [path, `${path}/csv`])
      expect((await citizen.request.get(address)).status()).toBe(404);
    await Promise.all([page, citizen].map((each) => each.context().close()));
  });
});
