import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from 'playwright-core';
import { toBuffer } from 'qrcode';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { balanceOf, expectAccessible, freshVoucher, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';

/** The till as a device on the counter: its camera, its keys, its printer, and what it says without a network. */

let browser: TestBrowser;
let code: string;
let films: string;

beforeAll(async () => {
  const plain = await launchBrowser();
  ({ code } = await freshVoucher(plain));
  await plain.close();
  films = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-camera-'));
  const film = path.join(films, 'qr.mjpeg');
  writeFileSync(film, await filmOf(code));
  browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(films, { recursive: true });
});

/** What a camera sees of a voucher held before it, as a film of some pictures. */
async function filmOf(text: string): Promise<Buffer> {
  const drawn = await toBuffer(text, { errorCorrectionLevel: 'Q', width: 300, margin: 4 });
  const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a7f72' } })
    .composite([{ input: await sharp(drawn).rotate(4, { background: '#fff' }).toBuffer() }])
    .jpeg({ quality: 80 })
    .toBuffer();
  return Buffer.concat(Array.from({ length: 5 }, () => picture));
}

const openTill = async (width = 375): Promise<Page> => {
  const till = await pageOf(browser, 'esercente', { width });
  await till.goto('/esercente');
  return till;
};

/** The first page of a printed file: its width in points, its words. */
async function readPage(file: Buffer): Promise<{ pages: number; width: number; text: string }> {
  const pdf = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
  const page = await pdf.getPage(1);
  const { items } = await page.getTextContent();
  const text = items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replaceAll('\u00a0', ' ');
  return { pages: pdf.numPages, width: page.getViewport({ scale: 1 }).width, text };
}

const recorded = (till: Page) => till.getByRole('heading', { name: 'Spesa registrata' }).waitFor();

test('the camera reads a voucher: with three touches and a number it is recorded, within eight seconds', async () => {
  const till = await openTill();
  await till.context().grantPermissions(['camera']);
  const began = Date.now();
  await till.getByRole('button', { name: 'Scansiona' }).click();
  await till.getByLabel('Ho confrontato il documento').click({ timeout: 7_000 });
  await till.keyboard.type('2,00');
  await till.getByRole('button', { name: 'Registra' }).click();
  await recorded(till);
  expect(Date.now() - began).toBeLessThan(8_000);
  await till.context().close();
});

test('a camera that is refused is told in words, and the code is typed', async () => {
  const till = await openTill();
  await till.context().clearPermissions();
  await till.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await till.reload();
  await till.getByRole('button', { name: 'Scansiona' }).click();
  await till.getByText('Non hai dato il permesso di usare la fotocamera').waitFor();
  await expectAccessible(till);
  await till.context().close();
});

test('a scanner and the keyboard do all of it, within twelve seconds, up to the next customer', async () => {
  const till = await openTill(1280);
  const before = await balanceOf(code);
  const began = Date.now();
  const focused = () => till.evaluate(() => document.activeElement?.getAttribute('name'));
  await expect.poll(focused).toBe('code');
  await till.keyboard.type(`${code.toLowerCase()}\n`);
  await expect.poll(focused).toBe('compared');
  await till.keyboard.press('Space');
  await till.keyboard.press('Tab');
  await till.keyboard.type('3,50\n');
  await recorded(till);
  expect(Date.now() - began).toBeLessThan(12_000);
  expect(await balanceOf(code)).toBe(before - 350);
  await expect.poll(() => till.evaluate(() => document.activeElement?.textContent)).toBe('Nuovo buono');
  await till.keyboard.press('Enter');
  await expect.poll(focused).toBe('code');
  await till.context().close();
});

test('a code with letters that no code has is answered with the reason', async () => {
  const till = await openTill();
  await till.getByLabel('Codice buono').fill('OIL-0001');
  await till.keyboard.press('Enter');
  await till.getByRole('alert').getByText('Nei codici non ci sono mai O, 0, I, 1 e L.').waitFor();
  await till.getByLabel('Codice buono').fill('ABC');
  await till.keyboard.press('Enter');
  await till.getByRole('alert').getByText('Il codice ha 7 lettere e numeri: qui sono 3.').waitFor();
  await till.context().close();
});

test('nothing is recorded before the document was compared', async () => {
  const till = await openTill();
  const before = await balanceOf(code);
  await till.getByLabel('Codice buono').fill(code);
  await till.keyboard.press('Enter');
  await till.getByLabel('Importo dello scontrino').fill('1,00');
  await till.keyboard.press('Enter');
  await till.getByRole('link', { name: /Confronta il nome con un documento/ }).waitFor();
  expect(await balanceOf(code)).toBe(before);
  await till.context().close();
});

test('the slip is as wide as the printers of tills, and has all of it', async () => {
  const till = await openTill();
  await till.getByLabel('Codice buono').fill(code);
  await till.keyboard.press('Enter');
  await till.getByLabel('Ho confrontato il documento').check();
  await till.getByLabel('Importo dello scontrino').fill('1,25');
  await till.keyboard.press('Enter');
  await recorded(till);
  const { pages, width, text } = await readPage(await till.pdf({ preferCSSPageSize: true }));
  expect(pages).toBe(1);
  expect(width).toBeCloseTo((80 / 25.4) * 72, 0);
  for (const words of ['1,25 €', 'Alimentari Piras', 'Marta Piras', 'Non è uno scontrino fiscale'])
    expect(text).toContain(words);
  expect(text).not.toContain(code);
  await till.context().close();
});

test('the till can be put among a device’s applications, and without a network says so and no more', async () => {
  const till = await openTill();
  const manifest = (await (await till.request.get('/esercente/manifest.webmanifest')).json()) as {
    start_url: string;
    display: string;
    icons: { src: string; sizes: string }[];
  };
  expect(manifest).toMatchObject({ start_url: '/esercente', display: 'standalone' });
  for (const { src, sizes } of manifest.icons) {
    const { width, height } = await sharp(await (await till.request.get(src)).body()).metadata();
    expect(`${width}x${height}`).toBe(sizes);
  }
  await till.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await till.reload();
  await till.context().setOffline(true);
  await till.goto('/esercente');
  await till.getByRole('heading', { name: 'Non c’è rete' }).waitFor();
  await till.getByText('non consegnare due volte').waitFor();
  await expectAccessible(till);
  const kept = await till.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(stores.map((store) => store.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toEqual(['/esercente/offline']);
  await till.context().setOffline(false);
  await till.getByRole('link', { name: 'Riprova' }).click();
  await till.getByLabel('Codice buono').waitFor();
  await till.context().close();
});
