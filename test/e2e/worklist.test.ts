import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, pageOf, sendApplication } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { openGuests } from '../support/guests';
import { unzip } from '../support/unzip';

let browser: TestBrowser;
/** An application for Gabriele Cagliari, just sent by somebody who has no other draft. */
let sent: { id: string; registrationNumber: string };

beforeAll(async () => {
  browser = await launchBrowser();
  const guests = await openGuests();
  const citizen = await pageOf(browser, (await guests.user('cittadino')).username);
  sent = await sendApplication(citizen);
  await Promise.all([citizen.context().close(), guests.close()]);
});

afterAll(() => browser.close());

describe('the list', () => {
  test('is searched, narrowed and ordered by its address, and each filter is taken away by itself', async () => {
    const operator = await pageOf(browser, 'operatore', { javaScript: false });
    await operator.goto('/operatore');
    await operator.getByRole('searchbox', { name: 'Cerca' }).fill(sent.registrationNumber);
    await operator.getByRole('button', { name: 'Cerca' }).click();
    const rows = operator.getByRole('table').getByRole('row');
    await expect.poll(() => rows.count()).toBe(2);
    await operator.goto('/operatore?cognome=cagliari&fase=da+istruire&incarico=nessuno');
    const chips = operator.getByRole('list', { name: 'Filtri attivi:' });
    expect(await chips.getByRole('link').allInnerTexts()).toHaveLength(3);
    await chips.getByRole('link', { name: 'Fase: Da istruire' }).click();
    await operator.waitForURL((url) => !url.searchParams.has('fase') && url.searchParams.has('cerca'));
    await operator.getByRole('link', { name: 'Nominativo' }).click();
    await operator.waitForURL(/ordine=nome/);
    expect(await operator.getByRole('columnheader', { name: 'Nominativo' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await operator.context().close();
  });

  test('is kept by name, counted, renamed and removed, without JavaScript', async () => {
    const operator = await pageOf(browser, 'operatore', { javaScript: false });
    await operator.goto('/operatore?cognome=cagliari');
    await operator.getByText('Salva questo elenco').click();
    const keep = operator.getByRole('form', { name: 'Salva questo elenco' });
    await keep.getByRole('button', { name: 'Salva' }).click();
    await keep.getByRole('link', { name: 'Compila questo campo.' }).waitFor();
    await keep.getByLabel('Nome dell’elenco').fill('I Cagliari');
    await keep.getByRole('button', { name: 'Salva' }).click();
    await operator.getByRole('link', { name: /^\d+ I Cagliari$/ }).waitFor();
    await operator.goto('/operatore');
    await operator.getByRole('link', { name: 'I Cagliari' }).click();
    await operator.waitForURL(/[?]cerca=[^&]+$/);
    await operator.getByRole('link', { name: /Cognome: cagliari/ }).waitFor();
    await operator.getByText('Rinomina o elimina «I Cagliari»').click();
    await operator
      .getByRole('form', { name: 'I Cagliari' })
      .getByLabel('Nome dell’elenco')
      .fill('Cagliaritani');
    await operator.getByRole('button', { name: 'Rinomina' }).click();
    await operator.getByRole('link', { name: 'Cagliaritani' }).waitFor();
    await operator.getByText('Rinomina o elimina «Cagliaritani»').click();
    await operator.getByRole('button', { name: 'Elimina' }).click();
    await expect.poll(() => operator.getByRole('link', { name: 'Cagliaritani' }).count()).toBe(0);
    await operator.context().close();
  });

  test('is walked by keys, which can be switched off', async () => {
    const operator = await pageOf(browser, 'operatore');
    await operator.goto('/operatore?fase=da+istruire');
    const help = operator.getByText('Scorciatoie da tastiera', { exact: true });
    await help.waitFor();
    const focused = () => operator.evaluate(() => document.activeElement?.textContent ?? '');
    await operator.keyboard.press('j');
    const first = await focused();
    await operator.keyboard.press('x');
    expect(await operator.locator('input[name=id]:checked').count()).toBe(1);
    await operator.keyboard.press('j');
    expect(await focused()).not.toBe(first);
    await operator.keyboard.press('k');
    expect(await focused()).toBe(first);
    await operator.keyboard.press('/');
    await operator.keyboard.type('jx?');
    expect(await operator.getByRole('searchbox', { name: 'Cerca' }).inputValue()).toBe('jx?');
    await help.click();
    await operator.getByLabel('Usa le scorciatoie da tastiera').uncheck();
    await operator.reload();
    await help.waitFor();
    await operator.keyboard.press('j');
    expect(await operator.locator('a[data-case]:focus').count()).toBe(0);
    await help.click();
    await operator.getByLabel('Usa le scorciatoie da tastiera').check();
    await operator.keyboard.press('j');
    await operator.keyboard.press('Enter');
    await operator.waitForURL(/\/operatore\/domande\/[0-9a-f-]{36}\?elenco=/);
    await operator.context().close();
  });

  test('hands chosen rows to the page of batches', async () => {
    const head = await pageOf(browser, 'responsabile', { javaScript: false });
    await head.goto(`/operatore?q=${encodeURIComponent(sent.registrationNumber)}`);
    await head.getByRole('checkbox', { name: 'Scegli Cagliari Gabriele' }).check();
    await head.getByRole('button', { name: 'Assegna le domande scelte' }).click();
    await head.waitForURL(/\/operatore\/lotti\/nuovo\?/);
    expect(new URL(head.url()).search).toBe(`?id=${sent.id}&azione=assegna`);
    await head.context().close();
  });
});

test('an application is assigned to a colleague by the responsabile alone, and the list stays at hand', async () => {
  const [head, operator] = [await pageOf(browser, 'responsabile'), await pageOf(browser, 'operatore')];
  await head.goto(`/operatore/domande/${sent.id}?elenco=cognome%3Dcagliari`);
  const assign = head.getByRole('form', { name: 'Assegna' });
  await assign.getByLabel('Assegna a').selectOption('Anna Melis');
  await assign.getByRole('button', { name: 'Assegna' }).click();
  await head.getByText('La domanda è in carico a un’altra persona').waitFor();
  expect(await head.locator('.facts').innerText()).toContain('Anna Melis');
  await head.getByRole('link', { name: 'Torna all’elenco' }).click();
  await head.waitForURL(/\/operatore\?cerca=[^&]+$/);
  await head.getByRole('link', { name: /Cognome: cagliari/ }).waitFor();
  await operator.goto(`/operatore/domande/${sent.id}`);
  expect(await operator.getByRole('form', { name: 'Assegna' }).count()).toBe(0);
  await Promise.all([head, operator].map((page) => page.context().close()));
});

describe('the list as a file', () => {
  test.each(['CSV', 'Excel'])('is what the filters leave: %s', async (kind) => {
    const operator = await pageOf(browser, 'operatore');
    await operator.goto(`/operatore?q=${encodeURIComponent(sent.registrationNumber)}`);
    const arriving = operator.waitForEvent('download');
    await operator.getByRole('link', { name: `file ${kind}` }).click();
    const file = readFileSync(await (await arriving).path());
    const text = kind === 'CSV' ? file.toString('utf8') : (unzip(file).get('xl/worksheets/sheet1.xml') ?? '');
    expect(text).toContain(sent.registrationNumber);
    expect(text).toContain('Cagliari');
    expect(text.match(kind === 'CSV' ? /\r\n/g : /<row /g)).toHaveLength(2);
    await operator.context().close();
  });

  test.each(['cittadino', 'esercente', 'supporto'])('does not exist for %s', async (username) => {
    const page = await pageOf(browser, username);
    const answer = await page.request.get('/operatore/esporta?formato=csv');
    expect(answer.status()).toBe(404);
    await page.context().close();
  });

  test('is not for who has not signed in, nor in a format there is not', async () => {
    const answer = await fetch(`${given('TEST_APP_URL')}/operatore/esporta`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('/accedi');
    const operator = await pageOf(browser, 'operatore');
    expect((await operator.request.get('/operatore/esporta?formato=exe')).status()).toBe(422);
    await operator.context().close();
  });
});

test.each([375, 1280])(
  'the worklist is accessible at %i pixels and never scrolls sideways',
  async (width) => {
    const operator = await pageOf(browser, 'responsabile', { width });
    for (const path of [
      '/operatore?cognome=cagliari&fase=da+istruire&ordine=termine',
      `/operatore/domande/${sent.id}?elenco=`,
    ]) {
      await operator.goto(path);
      await expectAccessible(operator);
      expect(await operator.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await operator.context().close();
  },
);
