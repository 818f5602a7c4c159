import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { accessibilityFaults, accreditedCitizen, fillDraft, openDraft } from '../support/portal';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const summary = (page: Page) => page.locator('.error-summary');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const protocol = (page: Page) =>
  page.locator('.summary-list > div', { hasText: 'Numero protocollo' }).locator('dd').innerText();

async function newDraft(width?: number): Promise<{ page: Page; draft: string }> {
  const page = await browser.newPage(width === undefined ? {} : { width });
  await accreditedCitizen(page);
  return { page, draft: await openDraft(page) };
}

describe('the Riepilogo', () => {
  test('says what is missing, leads to the field, and Continua comes back', async () => {
    const { page, draft } = await newDraft(375);
    await fillDraft(page, draft, { 'beneficiary.birthPlace': '', 'monthlyMeans.income': 'quattro' });
    await page.getByRole('link', { name: 'Vai al Riepilogo' }).click();
    await summary(page)
      .getByRole('link', { name: /^Entrate Mensili: Scrivi un importo/ })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, 'Spedisci').click();
    await summary(page).getByRole('link', { name: 'Comune di nascita: Compila questo campo.' }).click();
    await page.waitForURL(`${draft}/sezioni/beneficiario?da=riepilogo#beneficiary-birthPlace`);
    await field(page, 'Comune di nascita').fill('Roma');
    await button(page, 'Continua').click();
    await page.waitForURL(`${draft}/riepilogo`);
    await page.getByRole('link', { name: 'Modifica Entrate Economiche del Nucleo' }).click();
    await page.waitForURL(`${draft}/sezioni/entrate-mensili?da=riepilogo`);
    await field(page, 'Entrate Mensili').fill('450,00');
    await button(page, 'Salva').click();
    await page.waitForURL(/da=riepilogo&salvata/);
    await button(page, 'Continua').click();
    await page.waitForURL(`${draft}/riepilogo`);
    expect(await summary(page).count()).toBe(0);
    await page.getByText('450,00', { exact: false }).first().waitFor();
  });

  test('sends nothing that was not read: answers changed meanwhile are shown first', async () => {
    const { page, draft } = await newDraft();
    await fillDraft(page, draft);
    await page.goto(`${draft}/riepilogo`);
    await fillDraft(page, draft, { 'housing.cost': '380,00' });
    await button(page, 'Spedisci').click();
    await page.getByText('Intanto le risposte sono cambiate').waitFor();
    await page.getByText('380,00').waitFor();
    await button(page, 'Spedisci').click();
    await page.waitForURL(`${draft}/ricevuta`);
  });

  test('sent by a double click and from two tabs gives one receipt, at one address', async () => {
    const { page, draft } = await newDraft();
    await fillDraft(page, draft);
    await page.goto(`${draft}/riepilogo`);
    const other = await page.context().newPage();
    await other.goto(`${draft}/riepilogo`);
    await button(page, 'Spedisci').dblclick();
    await page.waitForURL(`${draft}/ricevuta`);
    const first = await protocol(page);
    await button(other, 'Spedisci').click();
    await other.waitForURL(`${draft}/ricevuta`);
    expect(await protocol(other)).toBe(first);
    await other.reload();
    expect(await protocol(other)).toBe(first);
    await page.goto(`${draft}/riepilogo`);
    await page.waitForURL(draft);
    await page.getByRole('link', { name: 'Ricevuta', exact: true }).click();
    await page.waitForURL(`${draft}/ricevuta`);
    await page.goto('/domande');
    expect(await page.getByRole('row', { name: /Totale/ }).innerText()).toMatch(/1$/);
  });

  test('once sent, cannot be written any more in a tab left open', async () => {
    const { page, draft } = await newDraft();
    await fillDraft(page, draft);
    const context = await browser.newContext({ javaScript: false });
    await context.addCookies(await page.context().cookies());
    const other = await context.newPage();
    await other.goto(`${draft}/sezioni/condizione-di-bisogno`);
    await page.goto(`${draft}/riepilogo`);
    await button(page, 'Spedisci').click();
    await page.waitForURL(`${draft}/ricevuta`);
    await field(other, 'Condizione di bisogno').fill('troppo tardi');
    await button(other, 'Salva').click();
    await other.getByText('Quello che hai scritto adesso non è stato salvato.').waitFor();
    await other.goto(`${draft}/sezioni/condizione-di-bisogno`);
    expect(await other.locator('form.section-form').count()).toBe(0);
  });
});
