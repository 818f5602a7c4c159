import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { countRequest } from '../../commands/limits/requests';
import { openDatabase } from '../../db/client';
import { requestLimits } from '../../domain/ticket/limits';
import { expectAccessible, messageTo, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

async function ask(page: Page, reason: string, mail = `persona.${Date.now()}@example.org`): Promise<string> {
  await page.goto('/assistenza');
  await page.getByLabel('Nominativo').fill('Algeri Luigi');
  await page.getByLabel('Telefono').fill('067916780');
  await page.getByLabel('Mail').fill(mail);
  await page.getByLabel('Motivo della richiesta').fill(reason);
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.waitForURL(/\/assistenza\/[A-Z2-9]{8}/);
  return page.url();
}

test.each([true, false])(
  'what is wrong is said at its field and what was typed stays (JavaScript: %s)',
  async (javaScript) => {
    const page = await browser.newPage({ javaScript, width: 375 });
    await page.goto('/assistenza?da=/privacy');
    await page.getByLabel('Nominativo').fill('Algeri Luigi');
    await page.getByLabel('Mail').fill('non una mail');
    const requestId = await page.locator('input[name=requestId]').inputValue();
    await page.getByRole('button', { name: 'Spedisci' }).click();
    await page.getByRole('link', { name: 'Scrivi un indirizzo e-mail' }).waitFor();
    expect(await page.getByLabel('Nominativo').inputValue()).toBe('Algeri Luigi');
    expect(await page.locator('input[name=requestId]').inputValue()).toBe(requestId);
    expect(await page.locator('input[name=page]').inputValue()).toBe('/privacy');
    await page.context().close();
  },
);

test('who is signed in finds their name written already, and Chiudi leads back', async () => {
  const page = await pageOf(browser, 'cittadino2');
  await page.goto('/domande');
  await page.getByRole('navigation').getByRole('link', { name: 'Assistenza' }).click();
  await page.waitForURL(/\/assistenza$/);
  expect(await page.getByLabel('Nominativo').inputValue()).toBe('Cagliari Gabriele');
  expect(await page.getByLabel('Mail').inputValue()).toBe('cittadino2@example.org');
  await page.getByRole('link', { name: 'Chiudi' }).click();
  await page.waitForURL(/\/domande$/);
  await page.context().close();
});

test.each([true, false])('Chiudi leads back also after an error (JavaScript: %s)', async (javaScript) => {
  const page = await browser.newPage({ javaScript });
  await page.goto('/privacy');
  await page.getByRole('navigation').getByRole('link', { name: 'Assistenza' }).click();
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.locator('.error-summary').waitFor();
  await page.getByRole('link', { name: 'Chiudi' }).click();
  await page.waitForURL('**/privacy');
  await page.context().close();
});

test('the secret of a recovery is not told to who reads the request', async () => {
  const page = await browser.newPage();
  await page.goto('/recupera-password/un-segreto');
  await page.getByRole('navigation').getByRole('link', { name: 'Assistenza' }).click();
  await page.getByLabel('Nominativo').waitFor();
  expect(await page.locator('input[name=page]').inputValue()).toBe('/recupera-password');
  await page.context().close();
});

test('Chiudi never leads to another site', async () => {
  const page = await browser.newPage();
  for (const from of ['https://example.org/', '//example.org/', '/\\example.org', 'javascript:alert(1)']) {
    await page.goto(`/assistenza?da=${encodeURIComponent(from)}`);
    expect(await page.getByRole('link', { name: 'Chiudi' }).getAttribute('href')).toBe('/');
  }
  await page.context().close();
});

test('a request is opened once, however often it is sent', async () => {
  const page = await browser.newPage({ javaScript: false });
  await page.goto('/assistenza');
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  const mail = `persona.${Date.now()}@example.org`;
  const address = await ask(page, 'Una sola volta.', mail);
  const request = await posted;
  const again = await page.request.post(request.url(), {
    data: request.postDataBuffer() ?? '',
    headers: { ...request.headers(), origin: new URL(request.url()).origin },
  });
  expect(again.url()).toBe(address);
  await page.context().close();
});

test('a request is shown to nobody without its secret', async () => {
  const visitor = await browser.newPage();
  const address = new URL(await ask(visitor, 'Non mi arriva l’SMS.'));
  const [stranger, other] = [await browser.newPage(), await pageOf(browser, 'cittadino')];
  for (const query of [
    '',
    '?chiave=',
    '?chiave=sbagliata',
    `?chiave=${address.searchParams.get('chiave')?.slice(1)}`,
  ]) {
    for (const page of [stranger, other]) {
      expect((await page.goto(`${address.pathname}${query}`))?.status()).toBe(404);
    }
  }
  expect((await stranger.goto('/assistenza/AAAAAAAA?chiave=x'))?.status()).toBe(404);
  expect((await stranger.goto(address.href))?.status()).toBe(200);
  expect(await stranger.locator('meta[name=referrer]').getAttribute('content')).toBe('same-origin');
  await Promise.all([visitor, stranger, other].map((page) => page.context().close()));
});

test('who opened a request signed in follows it without the secret', async () => {
  const page = await pageOf(browser, 'cittadino2');
  const address = new URL(await ask(page, 'Dove vedo il saldo?'));
  expect(address.searchParams.has('chiave')).toBe(false);
  await page.goto(address.pathname);
  await page.getByLabel('Il tuo messaggio').fill('L’ho trovato.');
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.getByText('Messaggio spedito').waitFor();
  await page.getByText('L’ho trovato.').waitFor();
  await page.context().close();
});

test('what people write is shown as text, whatever it is', async () => {
  const page = await browser.newPage();
  await ask(page, '<img src=x onerror="document.title=1"> {{7*7}} =1+1');
  await page.getByText('<img src=x onerror="document.title=1"> {{7*7}} =1+1').waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  await page.context().close();
});

test('the desk answers nothing, and nobody else opens its queue', async () => {
  const visitor = await browser.newPage();
  const code = new URL(await ask(visitor, 'Aspetto.')).pathname.split('/')[2] ?? '';
  const desk = await pageOf(browser, 'supporto');
  await desk.goto(`/supporto/${code}`);
  await desk.getByRole('button', { name: 'Rispondi' }).click();
  await desk.getByRole('link', { name: 'Compila questo campo.' }).waitFor();
  const operator = await pageOf(browser, 'operatore');
  for (const path of ['/supporto', `/supporto/${code}`]) {
    expect((await operator.goto(path))?.status()).toBe(404);
    await visitor.goto(path);
    expect(new URL(visitor.url()).pathname).toBe('/accedi');
  }
  expect((await desk.goto('/supporto/AAAAAAAA'))?.status()).toBe(404);
  await Promise.all([visitor, desk, operator].map((page) => page.context().close()));
});

test('the outbox of the demo shows what was sent, its links to be followed', async () => {
  const page = await browser.newPage({ width: 375 });
  const mail = `persona.${Date.now()}@example.org`;
  const code = new URL(await ask(page, 'Mi mandate il codice?', mail)).pathname.split('/')[2] ?? '';
  await messageTo(mail);
  await page.goto('/dev/messaggi');
  const link = page.getByRole('link', { name: `/assistenza/${code}` });
  expect(await link.getAttribute('href')).toContain(`${given('TEST_APP_URL')}/assistenza/${code}?chiave=`);
  await expectAccessible(page);
  await page.context().close();
});

test('the pages of help are accessible', async () => {
  const [visitor, desk] = [await browser.newPage({ width: 375 }), await pageOf(browser, 'supporto')];
  await visitor.goto('/assistenza');
  await expectAccessible(visitor);
  await visitor.getByRole('button', { name: 'Spedisci' }).click();
  await visitor.getByRole('alert').first().waitFor();
  await expectAccessible(visitor);
  const code = new URL(await ask(visitor, 'Si legge bene?')).pathname.split('/')[2] ?? '';
  await expectAccessible(visitor);
  for (const path of ['/supporto', '/supporto?stato=tutte', `/supporto/${code}`]) {
    await desk.goto(path);
    await expectAccessible(desk);
  }
  await Promise.all([visitor, desk].map((page) => page.context().close()));
});

test.each([true, false])(
  'who asks too often is told so with 429 and when to come back, and keeps what they typed (JavaScript: %s)',
  async (javaScript) => {
    const mail = `troppe.${Date.now()}@example.org`;
    const db = openDatabase(given('TEST_APP_DATABASE_URL'), 1);
    for (let asked = 0; asked < requestLimits['ticket-mail'].most; asked++) {
      expect((await countRequest(db, 'ticket-mail', mail)).ok).toBe(true);
    }
    await db.$client.end();
    const page = await browser.newPage({ javaScript, width: 375 });
    await page.goto('/assistenza?errore=2087134@E394');
    await page.getByLabel('Nominativo').fill('Algeri Luigi');
    await page.getByLabel('Telefono').fill('067916780');
    await page.getByLabel('Mail').fill(mail);
    await page.getByLabel('Motivo della richiesta').fill('Una cosa lunga da scrivere.');
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Spedisci' }).click();
    const response = await answered;
    expect(response.status()).toBe(429);
    expect(Number(response.headers()['retry-after'])).toBeGreaterThan(0);
    await page.locator('.error-summary').waitFor();
    expect(await page.getByLabel('Motivo della richiesta').inputValue()).toBe('Una cosa lunga da scrivere.');
    expect(await page.locator('input[name=error]').inputValue()).toBe('2087134@E394');
    await page.context().close();
  },
);

test('the desk is told the code of the error that somebody saw before they asked', async () => {
  const page = await browser.newPage({ javaScript: false });
  await page.goto('/assistenza?errore=2087134@E394');
  await page.getByLabel('Nominativo').fill('Algeri Luigi');
  await page.getByLabel('Telefono').fill('067916780');
  await page.getByLabel('Mail').fill(`errore.${Date.now()}@example.org`);
  await page.getByLabel('Motivo della richiesta').fill('Si è rotto.');
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.waitForURL(/\/assistenza\/[A-Z2-9]{8}/);
  const code = new URL(page.url()).pathname.split('/')[2] ?? '';
  const desk = await pageOf(browser, 'supporto');
  await desk.goto(`/supporto/${code}`);
  await desk.getByText('2087134@E394', { exact: true }).waitFor();
  await Promise.all([page, desk].map((each) => each.context().close()));
});
