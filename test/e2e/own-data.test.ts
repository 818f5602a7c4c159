import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, pageOf, sendApplication } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { eventually } from '../support/engine';
import { unzip } from '../support/unzip';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The state of the newest request of a kind on the person's page. */
const standing = async (page: Page, kind: string): Promise<string> => {
  await page.goto('/i-miei-dati');
  const request = page.locator('.card-box').filter({ hasText: kind }).first();
  return (await request.count()) === 0 ? '' : request.innerText();
};

test('a person takes a copy of their data, which is theirs alone, and is told what happens to a request', async () => {
  // Pages must work before their scripts run.
  const citizen = await pageOf(browser, 'cittadino2', { width: 390, javaScript: false });
  await citizen.goto('/i-miei-dati');
  await citizen.getByRole('button', { name: 'Chiedi una copia' }).click();
  await citizen.getByText('Abbiamo ricevuto la tua richiesta.').waitFor();
  await eventually(
    () => standing(citizen, 'Copia dei dati'),
    (text) => text.includes('Pronta'),
  );
  const address =
    (await citizen
      .getByRole('link', { name: /Scarica la copia/ })
      .first()
      .getAttribute('href')) ?? '';
  const archive = await citizen.request.get(address);
  expect(archive.headers()).toMatchObject({
    'content-type': 'application/zip',
    'cache-control': expect.stringContaining('no-store') as string,
  });
  const files = unzip(await archive.body());
  expect([...files.keys()]).toEqual(expect.arrayContaining(['i-miei-dati.pdf', 'dati.json']));
  expect(files.get('dati.json')).toContain('cittadino2');
  const other = await pageOf(browser, 'cittadino');
  expect((await other.request.get(address)).status()).toBe(404);
  await other.context().close();

  await citizen.getByRole('button', { name: 'Invia la richiesta' }).click();
  await citizen.getByText('Scegli una delle risposte.').first().waitFor();
  await citizen.getByLabel('Correggere un dato sbagliato').check();
  await citizen.getByLabel('La tua richiesta').fill('Il mio indirizzo è cambiato.');
  await citizen.getByRole('button', { name: 'Invia la richiesta' }).click();
  await citizen.waitForURL(/fatto=chiesto/);

  const head = await pageOf(browser, 'responsabile');
  await head.goto('/operatore/dati-personali');
  await expectAccessible(head);
  await head.getByRole('row').filter({ hasText: 'In attesa di risposta' }).getByRole('link').first().click();
  await head.waitForURL(/dati-personali\/[0-9a-f-]{36}/);
  await expectAccessible(head);
  await head.getByLabel(/^Accogli/).check();
  await head.getByLabel('Motivo').first().fill('Indirizzo corretto.');
  await head.getByRole('button', { name: 'Registra la risposta' }).click();
  await head.getByText('La risposta è registrata').waitFor();
  expect(await standing(citizen, 'Correzione dei dati')).toContain('Indirizzo corretto.');
  await head.context().close();
  await citizen.context().close();
});

test('who looks at an application is shown to the office, to who answers for it, and to the citizen', async () => {
  const citizen = await pageOf(browser, 'cittadino2');
  const { id, registrationNumber } = await sendApplication(citizen);
  const operator = await pageOf(browser, 'operatore');
  await operator.goto(`/operatore/domande/${id}`);
  await operator.goto(`/operatore/domande/${id}`);
  const looks = operator.getByRole('table', { name: 'Chi ha visto questa domanda' });
  expect(await looks.getByRole('row').count()).toBe(2);

  const head = await pageOf(browser, 'responsabile');
  await head.goto(`/operatore/accessi?domanda=${id}`);
  await expectAccessible(head);
  const row = head.getByRole('row').filter({ hasText: registrationNumber });
  expect(await row.count()).toBe(1);
  expect(await row.innerText()).toContain('Operatore');
  await head.getByText('Impronta (SHA-256)').waitFor();
  const csv = await head.request.get(`/operatore/accessi/esporta?domanda=${id}`);
  expect(await csv.text()).toContain(`;Domanda;${registrationNumber}`);

  await citizen.goto(`/domande/${id}`);
  await citizen.getByText('Chi ha guardato la tua domanda').click();
  const told = await citizen.locator('details').filter({ hasText: 'Chi ha guardato' }).innerText();
  expect(told).toContain('ufficio dei buoni spesa');
  await expectAccessible(citizen);
  for (const page of [citizen, operator, head]) await page.context().close();
});

test.each(['operatore', 'cittadino', 'supporto'])(
  'the lists of who answers do not exist for %s',
  async (username) => {
    const page = await pageOf(browser, username);
    for (const path of ['/operatore/accessi', '/operatore/accessi/esporta', '/operatore/dati-personali'])
      expect((await page.request.get(path)).status()).toBe(404);
    await page.context().close();
  },
);
