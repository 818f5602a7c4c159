import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { descriptionOf, missingFrom } from '../support/outline';
import { findApplications } from '../support/states';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('what a screen reader is told', () => {
  test('of the frame of every page', async () => {
    const page = await browser.newPage();
    await page.goto('/');
    const expected = [
      'link "Vai al contenuto"',
      'banner:',
      'link "Regione Autonoma della Sardegna (si apre in un’altra scheda)"',
      'group "Lingua della pagina":',
      'button "IT, italiano" [pressed]',
      'button "EN, English"',
      'navigation "Comandi principali":',
      'link "Home"',
      'link "Accedi"',
      'link "Assistenza"',
      'main:',
      'heading "Chiedi un aiuto per la spesa e per la famiglia" [level=1]',
      'link "Buoni Spesa"',
      'contentinfo "Informazioni e contatti":',
    ];
    expect(await missingFrom(page.locator('body'), expected)).toEqual([]);
    expect(await page.getByRole('link', { name: 'Home' }).getAttribute('aria-current')).toBe('page');
  });

  test('of a form that came back with errors', async () => {
    const page = await browser.newPage();
    await page.goto('/assistenza');
    await page.getByRole('button', { name: 'Spedisci' }).click();
    await page.locator('.error-summary').waitFor();
    const expected = [
      'alert:',
      'heading "Controlla questi dati" [level=2]',
      /^link ".*Compila questo campo\."/,
      'text: Nominativo',
      'textbox "Nominativo"',
      'text: Mail',
      'textbox "Mail"',
      'textbox "Motivo della richiesta"',
      'button "Spedisci"',
      'link "Chiudi"',
    ];
    expect(await missingFrom(page.getByRole('main'), expected)).toEqual([]);
    const mail = page.getByRole('textbox', { name: 'Mail' });
    expect(await mail.getAttribute('aria-invalid')).toBe('true');
    expect(await descriptionOf(mail)).toMatch(/Errore:\s*Compila questo campo\. Qui arrivano il codice/);
    expect(await mail.getAttribute('autocomplete')).toBe('email');
  });

  test('of a draft, its sections and the way to send it', async () => {
    const page = await pageOf(browser, 'cittadino2');
    const { bozza } = await findApplications(page);
    await page.goto(`/domande/${bozza}`);
    const tasks = [
      'heading "Buoni Spesa" [level=1]',
      'heading "Dati Anagrafici del beneficiario" [level=2]',
      'link "Chi presenta la domanda"',
      'heading "Dati della Domanda" [level=2]',
      'link "Condizione di bisogno"',
      'heading "Entrate del Nucleo" [level=2]',
      'heading "Dichiarazioni" [level=2]',
      'heading "Allegati" [level=2]',
    ];
    expect(await missingFrom(page.getByRole('main'), tasks)).toEqual([]);
    await page.goto(`/domande/${bozza}/sezioni/entrate-mensili`);
    const section = [
      'heading "Entrate Economiche del Nucleo" [level=1]',
      'textbox "Entrate Mensili"',
      'textbox "Entrate da Immobili"',
      'textbox "C/C Bancari o postali"',
      'button "Continua"',
      'button "Salva"',
    ];
    expect(await missingFrom(page.getByRole('main'), section)).toEqual([]);
    await page.goto(`/domande/${bozza}/sezioni/chi-presenta`);
    const choice = ['group "Per chi è il buono?', 'radio "Per me"', 'radio "Per un familiare"'];
    expect(await missingFrom(page.getByRole('main'), choice)).toEqual([]);
  });

  test('of an approved application: its code letter by letter, its steps, what is left', async () => {
    const page = await pageOf(browser, 'cittadino2');
    const { approvata } = await findApplications(page);
    await page.goto(`/domande/${approvata}`);
    const expected = ['heading "Buoni Spesa" [level=1]', 'heading "Il tuo buono" [level=2]'];
    expect(await missingFrom(page.getByRole('main'), expected)).toEqual([]);
    expect(await page.getByRole('img', { name: /^Restano .*264,00.* su .*300,00/ }).count()).toBe(1);
  });

  test('of the list: a table with a caption, a header for each row and column', async () => {
    const page = await pageOf(browser, 'cittadino2');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto('/domande');
    const expected = [
      'list "Legenda degli stati":',
      'table "Elenco delle richieste":',
      'columnheader "Nominativo"',
      'columnheader "Stato"',
      'rowheader "Cagliari Gabriele"',
      'cell "Bozza"',
    ];
    expect(await missingFrom(page.getByRole('main'), expected)).toEqual([]);
  });
});
