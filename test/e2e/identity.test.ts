import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoIdentities } from '../../scripts/demo/identity-provider/people';
import { expectAccessible } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const nameOf = (subject: string): RegExp => {
  const person = demoIdentities.find((each) => each.subject === subject);
  return new RegExp(`${person?.givenName} ${person?.familyName}: ${person?.shows}`);
};

/** Goes to the provider by its button, and is one of its people there. */
async function enterAs(page: Page, subject: string, scheme: 'SPID' | 'CIE' = 'SPID'): Promise<void> {
  await page.getByRole('link', { name: `Entra con ${scheme}` }).click();
  await page.getByRole('heading', { name: `${scheme} di prova` }).waitFor();
  await page.getByRole('button', { name: nameOf(subject) }).click();
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

describe('with SPID and CIE, before any script runs', () => {
  test('somebody new gives contacts and consent, is back where they were going, and leaves the gateway too', async () => {
    const page = await browser.newPage({ width: 375, javaScript: false });
    await page.goto('/domande');
    await enterAs(page, 'elio', 'CIE');
    await heading(page, 'Il tuo primo accesso').waitFor();
    await page.getByRole('button', { name: 'Entra nel portale' }).click();
    await page.locator('.error-summary').getByText('E-Mail').waitFor();
    await page.getByLabel('E-Mail').fill('elio.muto@example.org');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Entra nel portale' }).click();
    await page.waitForURL('**/domande');
    expect(page.url()).not.toContain('example.org');

    // What is certified stands in the form, and cannot be typed over.
    await page.goto('/domande/nuova/buoni-spesa');
    await page.getByRole('button', { name: 'Inizia la domanda' }).first().click();
    await page.waitForURL(/\/domande\/[0-9a-f-]{36}/);
    await page.goto(`${page.url().split('?')[0]}/sezioni/beneficiario`);
    const code = page.getByLabel('Codice Fiscale');
    expect(await code.inputValue()).toBe('MTULEI58S03B354N');
    expect(await code.getAttribute('readonly')).not.toBeNull();
    expect(await page.getByText('Dato verificato da CIE').count()).toBe(4);

    await page.getByRole('button', { name: 'Uscita' }).click();
    await page.getByRole('heading', { name: 'Esci dal fornitore di prova' }).waitFor();
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.waitForURL(`${given('TEST_APP_URL')}/`);
    await page.goto('/domande');
    await page.waitForURL('**/accedi?ritorno=**');

    // The second time there is nothing left to ask.
    await enterAs(page, 'elio', 'CIE');
    await page.waitForURL('**/domande');
  });

  test('who has an access sees it before it is linked', async () => {
    const page = await browser.newPage({ javaScript: false });
    await page.goto('/accedi');
    await enterAs(page, 'luigi');
    await page.getByText('Lo username è cittadino, l’e-mail è c…@example.org.').waitFor();
    await page.getByRole('radio', { name: 'Sì, è mio' }).waitFor();
  });

  test.each([
    ['nina-livello-1', 'Serve un livello più alto'],
    ['nina-senza-codice', 'Mancano alcuni tuoi dati'],
  ])('%s is told what to do', async (subject, title) => {
    const page = await browser.newPage({ javaScript: false });
    await page.goto('/accedi');
    await enterAs(page, subject);
    await heading(page, title).waitFor();
    await page.getByRole('link', { name: 'Torna ad Accedi' }).click();
    await heading(page, 'Accedi').waitFor();
  });

  test('an answer is good in the browser that asked alone, and once', async () => {
    const page = await browser.newPage({ javaScript: false });
    await page.goto('/accedi?ritorno=https://elsewhere.example.org');
    let answer = '';
    page.on('request', (request) => {
      if (request.url().includes('/accedi/identita/ritorno')) answer = request.url();
    });
    await enterAs(page, 'nina');
    await heading(page, 'Il tuo primo accesso').waitFor();
    const elsewhere = await browser.newPage({ javaScript: false });
    for (const each of [elsewhere, page]) {
      await each.goto(answer);
      await heading(each, 'È passato troppo tempo').waitFor();
    }
    await page.goto('/accedi');
    await page.getByRole('link', { name: 'Entra con SPID' }).click();
    await page.getByRole('button', { name: 'Annulla' }).click();
    await heading(page, 'Non hai completato l’accesso').waitFor();
  });
});

test('the ways in, the first entry and a problem are accessible', async () => {
  const page = await browser.newPage({ width: 375 });
  await page.goto('/accedi');
  await expectAccessible(page);
  await enterAs(page, 'luigi');
  await heading(page, 'Il tuo primo accesso').waitFor();
  await expectAccessible(page);
  await page.goto('/accedi/identita/problema/unreachable');
  await expectAccessible(page);
});
