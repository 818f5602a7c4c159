import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, pageOf, sendApplication, type SentApplication } from '../support/acts';
import { given } from '../support/given';
import { launchBrowser, type TestBrowser } from '../support/browser';

let browser: TestBrowser;
let one: SentApplication;
let two: SentApplication;

beforeAll(async () => {
  browser = await launchBrowser();
  const citizen = await pageOf(browser, 'cittadino2');
  one = await sendApplication(citizen);
  two = await sendApplication(citizen);
  await citizen.context().close();
});

afterAll(() => browser.close());

test('two chosen applications are previewed, one is left out, and the other is approved', async () => {
  const operator = await pageOf(browser, 'operatore');
  const looksRight = async (): Promise<void> => {
    for (const width of [375, 1280]) {
      await operator.setViewportSize({ width, height: 900 });
      expect(await operator.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await expectAccessible(operator);
  };
  await operator.goto(`/operatore/lotti/nuovo?azione=decidi&id=${one.id}&id=${two.id}&id=x`);
  await operator.getByRole('heading', { name: 'Decidi 2 domande insieme' }).waitFor();
  await looksRight();
  await operator.getByLabel('Respingi').check();
  await operator.getByRole('button', { name: 'Prepara l’anteprima' }).click();
  await operator.getByRole('link', { name: 'Scegli almeno un motivo.' }).waitFor();
  await operator.getByLabel('Approva con l’importo proposto').check();
  await operator.getByRole('button', { name: 'Prepara l’anteprima' }).click();
  await operator.waitForURL(/\/operatore\/lotti\/[0-9a-f-]{36}$/);
  await operator.getByRole('cell', { name: 'Sì, per tutte' }).waitFor();
  await looksRight();
  await operator.getByLabel(`Escludi ${two.registrationNumber}`).check();
  await operator.getByRole('button', { name: 'Salva le esclusioni' }).click();
  await operator.getByText('1 riga è esclusa.').waitFor();
  await operator.getByRole('button', { name: 'Conferma 1 decisione' }).click();
  await operator.getByText('Il lotto è finito').waitFor();
  await looksRight();
  const csv = await (await operator.request.get(`${operator.url()}/csv`)).text();
  expect(csv).toContain(`;${one.registrationNumber};Cagliari Gabriele;Approva:;300,00;Fatta;;Approvata`);
  expect(csv).toContain(`;${two.registrationNumber};Cagliari Gabriele;Approva:;300,00;Esclusa;;`);
  await operator.goto(`/operatore/domande/${one.id}`);
  expect(await operator.locator('.facts').innerText()).toContain('Approvata');
  for (const page of ['lotti', 'lotti/esiti', 'lotti/proroga']) {
    await operator.goto(`/operatore/${page}`);
    await looksRight();
  }
  await operator.context().close();
});

test('a file of results is taken in without scripts: its broken row is told, the good one is done', async () => {
  const operator = await pageOf(browser, 'operatore', { javaScript: false });
  const upload = async (text: string): Promise<void> => {
    await operator.goto('/operatore/lotti/esiti');
    const buffer = Buffer.from(text, 'latin1');
    await operator.getByLabel('File CSV').setInputFiles({ name: 'esiti.csv', mimeType: 'text/csv', buffer });
    await operator.getByRole('button', { name: 'Prepara l’anteprima' }).click();
  };
  await upload('protocollo;importo\r\n1/2021;3');
  await operator.getByText('Nella prima riga manca la colonna «esito».').waitFor();
  await upload(
    `Protocollo;Esito;Importo;Motivo\r\n${two.registrationNumber};respinta;;Non \xe8 residente\r\n7/2021;forse;=1+1;`,
  );
  await operator.getByText('1 riga possibile').waitFor();
  await operator.getByText('Esito: Scrivi «approvata» oppure «respinta».').waitFor();
  await operator.getByRole('button', { name: 'Conferma 1 esito' }).click();
  // The page loads itself again until all is done.
  await operator.getByText('Il lotto è finito').waitFor();
  await operator.goto(`/operatore/domande/${two.id}`);
  await operator.getByText('Non è residente').first().waitFor();
  await operator.context().close();
});

test('batches do not exist for others', async () => {
  const paths = [
    '',
    '/nuovo?azione=decidi',
    '/esiti',
    '/esiti/modello',
    '/proroga',
    `/${one.id}`,
    `/${one.id}/csv`,
  ];
  for (const somebody of ['cittadino', 'esercente', 'supporto']) {
    const page = await pageOf(browser, somebody);
    for (const path of paths) {
      expect((await page.request.get(`/operatore/lotti${path}`)).status(), `${somebody} ${path}`).toBe(404);
    }
    const file = {
      name: 'esiti.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('protocollo;esito\n1/2021;respinta'),
    };
    const headers = {
      origin: new URL(page.url() === 'about:blank' ? given('TEST_APP_URL') : page.url()).origin,
    };
    const answer = await page.request.post('/operatore/lotti/esiti/carica', { multipart: { file }, headers });
    expect(answer.status()).toBe(404);
    await page.context().close();
  }
  const operator = await pageOf(browser, 'operatore');
  expect((await operator.goto('/operatore/lotti/nuovo?azione=assegna&tutte=1'))?.status()).toBe(404);
  const foreign = { multipart: { kind: 'x' }, headers: { origin: 'https://altrove.example' } };
  expect((await operator.request.post('/operatore/lotti/esiti/carica', foreign)).status()).toBe(403);
  await operator.context().close();
  const visitor = await browser.newPage();
  await visitor.goto('/operatore/lotti/esiti');
  expect(new URL(visitor.url()).pathname).toBe('/accedi');
  await visitor.context().close();
});
