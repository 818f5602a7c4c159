import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The responsabile changes how many spends in a row raise a signal. */
async function threshold(page: Page, spends: string): Promise<void> {
  await page.goto('/operatore/controlli/soglie');
  await page.getByLabel('Quante spese di fila').fill(spends);
  await page.getByLabel('Perché le cambi').fill('Prova delle soglie');
  await page.getByRole('button', { name: 'Cambia le soglie' }).click();
}

describe('the signals for control', () => {
  test('are raised by thresholds, show their evidence, and keep what was found', async () => {
    const head = await pageOf(browser, 'responsabile');
    await threshold(head, '1');
    await head.getByText('Scrivi un numero tra 2 e 100.').first().waitFor();
    await expectAccessible(head);
    await threshold(head, '2');
    await head.waitForURL(/\/operatore\/controlli$/);

    // The demo's own two spends of €20,00 and €16,00 were recorded in the same second.
    const page = await pageOf(browser, 'operatore', { javaScript: false });
    await page.goto('/operatore/controlli?tipo=rapid&giorni=30');
    const row = page.getByRole('row').filter({ hasText: 'Alimentari Piras' }).last();
    expect(await row.innerText()).toMatch(/spese in (meno di un secondo|\d+ second)/);
    const csv = await page.request.get('/operatore/controlli/esporta?tipo=rapid&giorni=30');
    expect(await csv.text()).toContain('Spese a pochi secondi l’una dall’altra;Alimentari Piras;');
    await row.getByRole('link').click();
    await page.waitForURL(/\/operatore\/controlli\/rapid\./);
    const facts = page.getByRole('table');
    expect(await facts.innerText()).toContain('20,00');
    expect(await facts.innerText()).toContain('16,00');
    await page.getByRole('button', { name: 'Registra l’esame' }).click();
    await page.getByText('Scegli una delle risposte.').first().waitFor();
    await page.getByLabel('Chiarito').check();
    await page.getByLabel('Che cosa hai trovato').fill('Due scontrini della stessa spesa.');
    await page.getByRole('button', { name: 'Registra l’esame' }).click();
    await page.getByRole('heading', { name: 'Esami già fatti' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Due scontrini della stessa spesa.');
    for (const address of ['/operatore/controlli', page.url()]) {
      await head.goto(address);
      await expectAccessible(head);
    }
    await page.context().close();

    await threshold(head, '3');
    await head.waitForURL(/\/operatore\/controlli$/);
    await head.context().close();
  });

  test.each(['cittadino', 'esercente', 'supporto'])('do not exist for %s', async (username) => {
    const page = await pageOf(browser, username);
    for (const part of ['', '/soglie', '/esporta', '/rapid.x.y'])
      expect((await page.request.get(`/operatore/controlli${part}`)).status()).toBe(404);
    await page.context().close();
  });

  test('leave their thresholds to the responsabile', async () => {
    const page = await pageOf(browser, 'operatore');
    await page.goto('/operatore/controlli/soglie');
    expect(await page.getByRole('button', { name: 'Cambia le soglie' }).count()).toBe(0);
    expect(await page.getByRole('main').innerText()).toContain('Le soglie le cambia il responsabile.');
    expect((await page.request.get('/operatore/controlli/rapid.x.y')).status()).toBe(404);
    await page.context().close();
  });
});
