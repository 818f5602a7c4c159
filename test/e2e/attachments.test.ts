import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, pageOf } from '../support/acts';
import { launchBrowser, type PageOptions, type TestBrowser } from '../support/browser';
import { archive, heic, hugePng, photograph } from '../support/file-samples';
import { given } from '../support/given';
import { narrow, sidewaysFaults } from '../support/layout';
import { handmadePdf, streamOf, writtenPdf } from '../support/pdf-samples';
import {
  accessibilityFaults,
  accreditedCitizen,
  enter,
  fillDraft,
  openDraft,
  type Account,
} from '../support/portal';

let browser: TestBrowser;
let account: Account;
/** Path of the draft to which these tests attach. */
let draft: string;
/** Of their access. */
let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

beforeAll(async () => {
  browser = await launchBrowser();
  const page = await browser.newPage();
  account = await accreditedCitizen(page);
  draft = new URL(await openDraft(page)).pathname;
  cookies = (await page.context().cookies()).filter(({ name }) => name.endsWith('.session'));
  await page.context().close();
}, 120_000);
afterAll(() => browser.close());

interface File {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const pdf = (name: string, buffer: Buffer): File => ({ name, mimeType: 'application/pdf', buffer });
const jpeg = (name: string, buffer: Buffer): File => ({ name, mimeType: 'image/jpeg', buffer });

/** A PDF as long as a scan of many pages, in bytes. */
const longPdf = (bytes: number): Buffer =>
  handmadePdf({ objects: [streamOf(randomBytes(bytes), '/Type /XObject')] });

const list = (): string => `/api/v1${draft.replace('domande', 'applications')}/attachments`;
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const upload = (page: Page) => page.getByRole('button', { name: 'Carica file', exact: true });
const summary = (page: Page) => page.locator('.error-summary');
/** A document of the lists, or a file on its way, by its name. */
const row = (page: Page, name: string) => page.locator('.attachment-list > li', { hasText: name });
const progress = (page: Page) => page.getByRole('progressbar');

/** The page of attachments in a window of its own, of the person of these tests. */
async function open(options: PageOptions = { width: 375, height: 812 }): Promise<Page> {
  const context = await browser.newContext(options);
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(`${draft}/allegati`);
  // Alive: from now on the scripts take the form's post.
  if (options.javaScript !== false) await page.locator('input[type=file][multiple]').waitFor();
  return page;
}

/** Takes everything away, so that each test begins with an empty list. */
beforeEach(async () => {
  const context = await browser.newContext();
  await context.addCookies(cookies);
  const listed = (await (await context.request.get(list())).json()) as { id: string }[];
  const headers = { origin: new URL(given('TEST_APP_URL')).origin, 'tus-resumable': '1.0.0' };
  for (const { id } of listed) await context.request.delete(`${list()}/${id}`, { headers });
  await context.close();
}, 30_000);

async function choose(page: Page, kind: string, ...files: File[]): Promise<void> {
  await field(page, 'Tipo documento').selectOption({ label: kind });
  await field(page, 'Scegli file').setInputFiles(files);
}

/** Makes the line slow enough to look at. */
async function slow(page: Page): Promise<void> {
  await page.route('**/attachments/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
}

/** The parts that leave this page from now on, as the offsets they begin at. */
function offsetsOf(page: Page): number[] {
  const offsets: number[] = [];
  page.on('request', (request: Request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

const percentOf = async (page: Page): Promise<number> => Number(await progress(page).getAttribute('value'));

async function waitForPercent(page: Page, atLeast: number): Promise<void> {
  await expect.poll(() => percentOf(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(atLeast);
}

describe('documents', () => {
  test('of each sort are taken, checked and can be seen', { timeout: 60_000 }, async () => {
    const page = await open();
    await choose(page, 'Attestazione ISEE', pdf('isee.pdf', await writtenPdf()));
    await upload(page).click();
    await row(page, 'isee.pdf').getByText('Accettato').waitFor();

    const front = { name: 'fronte.png', mimeType: 'image/png', buffer: hugePng(300, 200) };
    const phone = { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: heic() };
    await choose(page, 'Documento di identità', jpeg('retro.jpg', await photograph()), front, phone);
    await upload(page).click();
    for (const name of ['retro.jpg', 'fronte.png', 'IMG_0001.HEIC']) {
      await row(page, name).getByText('Accettato').waitFor();
      expect(await row(page, name).innerText()).toMatch(/Documento di identità[^]*\d+ (byte|kB)/);
    }
    await page.getByText('IMG_0001.HEIC è stato accettato.').waitFor({ state: 'attached' });

    const types = { 'isee.pdf': 'application/pdf', 'fronte.png': 'image/png', 'IMG_0001.HEIC': 'image/jpeg' };
    for (const [name, type] of Object.entries(types)) {
      const href = await page.getByRole('link', { name: `Vedi ${name}` }).getAttribute('href');
      const answer = await page.request.get(href ?? '');
      expect(answer.headers()).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' });
    }
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Vedi retro.jpg (si apre in un’altra scheda)' }).click();
    const shown = await opened;
    await shown.locator('img').waitFor();
    await page.goto(draft);
    await page.getByRole('link', { name: 'Allegati', exact: true }).waitFor();
  });

  test('that are large photographs leave smaller and upright, and are seen before', async () => {
    const page = await open();
    const taken = await photograph(4000, 3000);
    await choose(page, 'Documento di identità', jpeg('grande.jpg', taken));
    await page.locator('.chosen-files img').waitFor();
    await upload(page).click();
    await row(page, 'grande.jpg').getByText('Accettato').waitFor();
    const href = await page.getByRole('link', { name: 'Vedi grande.jpg' }).getAttribute('href');
    const kept = await (await page.request.get(href ?? '')).body();
    expect(await sharp(kept).metadata()).toMatchObject({ width: 1920, height: 2560 });
  });

  test('are sent once by a double click', async () => {
    const page = await open();
    await choose(page, 'Altro documento', pdf('doppio.pdf', await writtenPdf()));
    await upload(page).dblclick();
    await row(page, 'doppio.pdf').getByText('Accettato').waitFor();
    expect(await summary(page).count()).toBe(0);
    expect(await (await page.request.get(list())).json()).toHaveLength(1);
  });

  test('are taken away after a question', async () => {
    const page = await open();
    await choose(page, 'Delega firmata', pdf('delega.pdf', await writtenPdf()));
    await upload(page).click();
    await row(page, 'delega.pdf').getByText('Accettato').waitFor();
    const button = page.getByRole('button', { name: 'Togli il documento delega.pdf' });
    expect(await button.isVisible()).toBe(false);
    await row(page, 'delega.pdf').getByText('Togli delega.pdf').click();
    await button.click();
    await page.getByText('Il documento è stato tolto.').waitFor();
    expect(await row(page, 'delega.pdf').count()).toBe(0);
    await page.getByText('Non ci sono documenti allegati.').waitFor();
  });

  test('can be sent by keyboard alone, on a page without faults of accessibility', async () => {
    const page = await open({ width: 1280, height: 900 });
    // A slow browser would open the window of files before it knew that somebody waits for it.
    page.on('filechooser', () => undefined);
    expect(await accessibilityFaults(page)).toEqual([]);
    await field(page, 'Tipo documento').focus();
    await page.keyboard.type('Doc');
    await page.keyboard.press('Tab');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Space');
    await (await chooser).setFiles(pdf('tastiera.pdf', await writtenPdf()));
    await page.locator('.chosen-files li').waitFor();
    await page.keyboard.press('Tab');
    expect(await upload(page).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await row(page, 'tastiera.pdf').getByText('Accettato').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe('what is refused', () => {
  const png = (name: string, buffer: Buffer): File => ({ name, mimeType: 'image/png', buffer });

  test.each([
    ['empty', () => Promise.resolve(pdf('vuoto.pdf', Buffer.alloc(0))), 'Il file è vuoto'],
    [
      'a PDF too long',
      () => Promise.resolve(pdf('lungo.pdf', Buffer.alloc(11 * 1024 * 1024))),
      'Il file è troppo grande',
    ],
    [
      'anything too long',
      () => Promise.resolve(png('lungo.png', Buffer.alloc(16 * 1024 * 1024))),
      'Il file è troppo grande',
    ],
  ])('%s is told before a byte leaves', async (_, make, sentence) => {
    const page = await open();
    let calls = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST') calls += 1;
    });
    const file = await make();
    await choose(page, 'Altro documento', file);
    await page.locator('.chosen-files').getByText(sentence).waitFor();
    await upload(page).click();
    await summary(page).getByRole('link', { name: sentence }).waitFor();
    expect(await field(page, 'Scegli file').getAttribute('aria-invalid')).toBe('true');
    expect(calls).toBe(0);
  });

  test.each([
    [
      'another type called PDF',
      () => Promise.resolve(pdf('finto.pdf', Buffer.from('<html><p>ciao'))),
      'Questo tipo di file',
    ],
    ['a bomb', () => Promise.resolve(png('bomba.png', hugePng(20_000, 20_000))), 'troppo complesso'],
    [
      'two types in one',
      async () => pdf('doppio.pdf', Buffer.concat([await writtenPdf(), archive()])),
      'più di un tipo',
    ],
    [
      'a protected PDF',
      async () => pdf('chiuso.pdf', await writtenPdf({ userPassword: 'segreta' })),
      'Il PDF è protetto',
    ],
  ])('%s is told after the check', async (_, make, sentence) => {
    const page = await open();
    const file = await make();
    await choose(page, 'Altro documento', file);
    await upload(page).click();
    await row(page, file.name).getByText('Rifiutato').waitFor();
    await row(page, file.name).getByText(sentence).waitFor();
    expect(await row(page, file.name).getByRole('link').count()).toBe(0);
  });

  test('an odd name is doubted, and its content decides', async () => {
    const page = await open();
    await choose(page, 'Altro documento', {
      ...pdf('carta.docx', await writtenPdf()),
      mimeType: 'text/plain',
    });
    await page.getByText('È il file giusto?').waitFor();
    await upload(page).click();
    await row(page, 'carta.docx').getByText('Accettato').waitFor();
  });

  test('a form without type or file is told at both', async () => {
    const page = await open();
    await upload(page).click();
    await summary(page).getByRole('link', { name: 'Scegli il tipo di documento.' }).waitFor();
    await summary(page).getByRole('link', { name: 'Scegli un file.' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('file');
  });
});

describe('an upload', () => {
  const bytes = 6 * 1024 * 1024;

  test('goes on by itself when the line is back', { timeout: 60_000 }, async () => {
    const page = await open();
    await slow(page);
    const offsets = offsetsOf(page);
    await choose(page, 'Altro documento', pdf('linea.pdf', longPdf(bytes)));
    await upload(page).click();
    await waitForPercent(page, 20);
    await page.context().setOffline(true);
    await row(page, 'linea.pdf').getByText('Manca la connessione').waitFor();
    const before = offsets.length;
    await page.context().setOffline(false);
    await row(page, 'linea.pdf').getByText('Accettato').waitFor({ timeout: 30_000 });
    expect(Math.min(...offsets.slice(before))).toBeGreaterThan(0);
    expect(await (await page.request.get(list())).json()).toMatchObject([{ status: 'accettato' }]);
  });

  test('goes on after a reload, with the same file only', { timeout: 60_000 }, async () => {
    const page = await open();
    await slow(page);
    const file = pdf('ricarica.pdf', longPdf(bytes));
    await choose(page, 'Altro documento', file);
    await upload(page).click();
    await waitForPercent(page, 20);
    // The browser asks whether to leave.
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await row(page, 'ricarica.pdf')
      .getByText(/L’invio si è fermato. È già arrivato: \d+ %/)
      .waitFor();
    const offsets = offsetsOf(page);
    const goOn = page.getByRole('button', { name: 'Continua il caricamento ricarica.pdf' });
    for (const [chosen, answer] of [
      [pdf('altro.pdf', await writtenPdf()), 'Non è lo stesso file'],
      [file, 'Accettato'],
    ] as const) {
      const chooser = page.waitForEvent('filechooser');
      await goOn.click();
      await (await chooser).setFiles(chosen);
      await row(page, 'ricarica.pdf').getByText(answer).waitFor({ timeout: 30_000 });
    }
    expect(offsets[0]).toBeGreaterThan(0);
    expect(await (await page.request.get(list())).json()).toHaveLength(1);
  });

  test('goes on while one walks to another page and back, and can be given up', async () => {
    const page = await open();
    await slow(page);
    await choose(page, 'Altro documento', pdf('cammino.pdf', longPdf(bytes)));
    await upload(page).click();
    await waitForPercent(page, 10);
    await page.getByRole('link', { name: 'Continua', exact: true }).click();
    await page.waitForURL('**/riepilogo');
    await page.goBack();
    await waitForPercent(page, 20);
    await page.getByRole('button', { name: 'Annulla cammino.pdf' }).click();
    await row(page, 'cammino.pdf').waitFor({ state: 'detached' });
    await expect.poll(async () => (await page.request.get(list())).json()).toEqual([]);
  });

  test('waits for who has to sign in again', { timeout: 60_000 }, async () => {
    const page = await open();
    await slow(page);
    await choose(page, 'Altro documento', pdf('accesso.pdf', longPdf(bytes)));
    await upload(page).click();
    await waitForPercent(page, 20);
    await page.context().clearCookies();
    await row(page, 'accesso.pdf').getByText('L’accesso è scaduto').waitFor();
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Accedi in un’altra scheda' }).click();
    const beside = await opened;
    await enter(beside, account.username, account.password);
    await beside.waitForURL('**/allegati');
    await page.getByRole('button', { name: 'Riprova accesso.pdf' }).click();
    await row(page, 'accesso.pdf').getByText('Accettato').waitFor({ timeout: 30_000 });
    expect(await (await page.request.get(list())).json()).toHaveLength(1);
  });
});

describe('without scripts', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'attachments-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const blind: PageOptions = { width: 375, height: 812, javaScript: false };

  test('a document is taken, seen and taken away', async () => {
    const page = await open(blind);
    await choose(page, 'Attestazione ISEE', pdf('carta.pdf', await writtenPdf()));
    await upload(page).click();
    await page.getByRole('status').getByText('carta.pdf').waitFor();
    // A machine under load may need more than the moment that the answer waits.
    while ((await row(page, 'carta.pdf').getByText('Accettato').count()) === 0) {
      await page.getByRole('link', { name: 'Aggiorna la pagina' }).click();
    }
    await page.getByRole('link', { name: 'Vedi carta.pdf' }).waitFor();
    await row(page, 'carta.pdf').getByText('Togli carta.pdf').click();
    await page.getByRole('button', { name: 'Togli il documento carta.pdf' }).click();
    await page.getByText('Il documento è stato tolto.').waitFor();
    expect(await row(page, 'carta.pdf').count()).toBe(0);
  });

  test.each([
    ['no type', '', pdf('carta.pdf', Buffer.from('%PDF-')), 'Scegli il tipo di documento.'],
    ['an empty file', 'Altro documento', pdf('vuoto.pdf', Buffer.alloc(0)), 'Il file è vuoto'],
    ['another type', 'Altro documento', pdf('finto.pdf', Buffer.from('ciao')), 'Questo tipo di file'],
  ])('%s gets a sentence', async (_, kind, file, sentence) => {
    const page = await open(blind);
    if (kind !== '') await field(page, 'Tipo documento').selectOption({ label: kind });
    await field(page, 'Scegli file').setInputFiles(file);
    await upload(page).click();
    await summary(page).getByRole('link', { name: sentence }).waitFor();
  });

  test('a file of two gigabytes gets a sentence', { timeout: 120_000 }, async () => {
    const page = await open(blind);
    const huge = path.join(folder, 'enorme.pdf');
    writeFileSync(huge, '%PDF-1.7');
    truncateSync(huge, 2 * 1024 ** 3);
    await field(page, 'Tipo documento').selectOption({ label: 'Altro documento' });
    await field(page, 'Scegli file').setInputFiles(huge);
    await upload(page).click({ timeout: 100_000 });
    await summary(page).getByRole('link', { name: 'Il file è troppo grande' }).waitFor({ timeout: 100_000 });
  });
});

test('the page fits a small phone, with every state on it', async () => {
  const page = await open(narrow);
  const name = `${'nome-lunghissimo-senza-spazi-'.repeat(4)}.pdf`;
  await choose(page, 'Contratto di affitto o mutuo', pdf(name, await writtenPdf()));
  expect(await sidewaysFaults(page)).toEqual([]);
  await upload(page).click();
  await row(page, 'nome-lunghissimo').getByText('Accettato').waitFor();
  expect(await sidewaysFaults(page)).toEqual([]);
});

describe('other people', () => {
  test('find neither the page, nor the list, nor a document', async () => {
    const page = await open();
    await choose(page, 'Altro documento', pdf('mio.pdf', await writtenPdf()));
    await upload(page).click();
    const href = await page.getByRole('link', { name: 'Vedi mio.pdf' }).getAttribute('href');
    const stranger = await pageOf(browser, 'cittadino');
    for (const address of [`${draft}/allegati`, list(), href ?? '']) {
      expect((await stranger.request.get(address)).status()).toBe(404);
    }
    const operator = await pageOf(browser, 'operatore');
    expect((await operator.request.get(href ?? '')).status()).toBe(404);
  });
});

test(
  'once the application is sent its documents are there to see, and nothing changes them',
  { timeout: 120_000 },
  async () => {
    const page = await browser.newPage();
    await accreditedCitizen(page);
    const address = await openDraft(page);
    const sent = new URL(address).pathname;
    await fillDraft(page, address);
    await page.goto(`${sent}/allegati`);
    await page.locator('input[type=file][multiple]').waitFor();
    await choose(page, 'Attestazione ISEE', pdf('isee.pdf', await writtenPdf()));
    await upload(page).click();
    await row(page, 'isee.pdf').getByText('Accettato').waitFor();
    const late = await page.context().newPage();
    await late.goto(`${sent}/allegati`);
    await late.locator('input[type=file][multiple]').waitFor();
    await call(page, 'post', `/api/v1${sent.replace('domande', 'applications')}/submission`, {});

    await page.goto(sent);
    await page
      .getByRole('navigation', { name: 'Parti della domanda' })
      .getByRole('link', { name: 'Allegati' })
      .click();
    await row(page, 'isee.pdf').getByRole('link', { name: 'Vedi isee.pdf' }).waitFor();
    expect(await upload(page).count()).toBe(0);
    expect(await row(page, 'isee.pdf').getByText('Togli').count()).toBe(0);

    await choose(late, 'Altro documento', pdf('tardi.pdf', await writtenPdf()));
    await upload(late).click();
    await row(late, 'tardi.pdf').getByText('già stata spedita').waitFor();
    await row(late, 'isee.pdf').getByText('Togli isee.pdf').click();
    await late.getByRole('button', { name: 'Togli il documento isee.pdf' }).click();
    await summary(late).getByText('già stata spedita').waitFor();
    await page.reload();
    await row(page, 'isee.pdf').waitFor();
    expect(await row(page, 'tardi.pdf').count()).toBe(0);
  },
);
