import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf, sendApplication } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { accessibilityFaults } from '../support/portal';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const box = (page: Page) => page.getByRole('region', { name: 'Valuta il servizio' });
const press = (page: Page, name: string) => box(page).getByRole('button', { name, exact: true }).click();
const radio = (page: Page, name: string) => box(page).getByRole('radio', { name, exact: true });
const question = (page: Page, name: string) => box(page).getByRole('group', { name, exact: true });
const thanks = (page: Page) =>
  box(page).getByText('Grazie, il tuo parere ci aiuta a migliorare il servizio.');

const difficulties = [
  'A volte le indicazioni non erano chiare',
  'A volte le indicazioni non erano complete',
  'A volte non capivo se stavo procedendo correttamente',
  'Ho avuto problemi tecnici',
  'Altro',
];
const preferred = [
  'Le indicazioni erano chiare',
  'Le indicazioni erano complete',
  'Capivo sempre che stavo procedendo correttamente',
  'Non ho avuto problemi tecnici',
  'Altro',
];

/** The receipt of an application just sent. */
async function receipt(javaScript = true): Promise<Page> {
  const sender = await pageOf(browser, 'cittadino2', { width: 375 });
  const { id } = await sendApplication(sender);
  await sender.context().close();
  const page = await pageOf(browser, 'cittadino2', { width: 375, javaScript });
  await page.goto(`/domande/${id}/ricevuta`);
  return page;
}

const answersOf = (page: Page, name: string) => question(page, name).getByRole('radio').count();

describe.each([true, false])('rating the service (C.SE.1.7), scripts running: %s', (javaScript) => {
  test('three steps, two branches by the stars, once', { timeout: 180_000 }, async () => {
    const page = await receipt(javaScript);
    await press(page, 'Avanti');
    await box(page).getByRole('link', { name: 'Scegli una delle risposte.' }).waitFor();

    await question(page, 'Quanto è stato facile usare questo servizio?').waitFor();
    await radio(page, '5 stelle su 5').check();
    await press(page, 'Avanti');
    await question(page, 'Quali sono stati gli aspetti che hai preferito?').waitFor();
    expect(await answersOf(page, 'Quali sono stati gli aspetti che hai preferito?')).toBe(5);
    for (const each of preferred) await radio(page, each).waitFor();

    await press(page, 'Indietro');
    expect(await radio(page, '5 stelle su 5').isChecked()).toBe(true);
    await radio(page, '3 stelle su 5').check();
    await press(page, 'Avanti');
    await question(page, 'Dove hai incontrato le maggiori difficoltà?').waitFor();
    expect(await answersOf(page, 'Dove hai incontrato le maggiori difficoltà?')).toBe(5);
    for (const each of difficulties) await radio(page, each).waitFor();
    await press(page, 'Avanti');
    await box(page).getByRole('link', { name: 'Scegli una delle risposte.' }).waitFor();
    await radio(page, 'Ho avuto problemi tecnici').check();
    await press(page, 'Avanti');

    await box(page).getByLabel('Vuoi aggiungere altri dettagli?').fill('Il telefono era lento');
    await press(page, 'Indietro');
    expect(await radio(page, 'Ho avuto problemi tecnici').isChecked()).toBe(true);
    await press(page, 'Avanti');
    expect(await box(page).getByLabel('Vuoi aggiungere altri dettagli?').inputValue()).toBe(
      'Il telefono era lento',
    );
    await press(page, 'Invia la valutazione');
    await thanks(page).waitFor();

    // F5 sends nothing again, and the page opened anew asks no more.
    await page.reload();
    await thanks(page).waitFor();
    await page.goto(new URL(page.url()).pathname);
    await thanks(page).waitFor();
    expect(await box(page).getByRole('radio').count()).toBe(0);
  });
});

test('by the keyboard alone, with no fault of accessibility at any step', { timeout: 120_000 }, async () => {
  const page = await receipt();
  await radio(page, '1 stella su 5').focus();
  await page.keyboard.press('Space');
  for (let star = 1; star < 4; star++) await page.keyboard.press('ArrowRight');
  expect(await radio(page, '4 stelle su 5').isChecked()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await radio(page, 'Le indicazioni erano chiare').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await radio(page, 'Le indicazioni erano chiare').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await box(page).getByLabel('Vuoi aggiungere altri dettagli?').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press(page, 'Invia la valutazione');
  await thanks(page).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('the office reads how many rated each programme', async () => {
  const page = await pageOf(browser, 'operatore');
  await page.goto('/operatore/bandi');
  await page.getByRole('heading', { name: 'Valutazioni del servizio' }).waitFor();
  await page.getByText(/\d+ valutazion[ei]/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
