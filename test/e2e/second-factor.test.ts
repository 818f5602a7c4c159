import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../scripts/demo/people';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { openGuests, type Guests } from '../support/guests';
import { enter } from '../support/portal';
import { appCode, connectApp } from '../support/second-factor';

let browser: TestBrowser;
let guests: Guests;
beforeAll(async () => {
  browser = await launchBrowser();
  guests = await openGuests();
});
afterAll(() => Promise.all([browser.close(), guests.close()]));

async function comeIn(page: Page, username: string): Promise<void> {
  await page.goto('/accedi?ritorno=/operatore/bandi');
  await enter(page, username, demoPassword);
}

const leave = (page: Page) => page.getByRole('button', { name: 'Uscita' }).click();

test('an administrator who comes in for the first time chooses one before anything else', async () => {
  const { username } = await guests.user('amministratore', null, false);
  const page = await browser.newPage({ width: 375 });
  await page.goto('/accedi');
  await enter(page, username, demoPassword);
  await page.waitForURL('**/accesso/secondo-passaggio?*');
  await page.getByText('Per il tuo lavoro la password non basta.').waitFor();
  await page.context().close();
});

test('an operator without one connects an app first, and then enters with its codes, without scripts', async () => {
  const { username } = await guests.user('operatore', null, false);
  const page = await browser.newPage({ width: 375, javaScript: false });
  await comeIn(page, username);
  await page.getByText('Per il tuo lavoro la password non basta.').waitFor();
  // Nothing else is open before.
  await page.goto('/operatore');
  expect(page.url()).toContain('/accesso/secondo-passaggio');
  expect((await page.request.get('/api/v1/vouchers/AAAAAAA')).status()).toBe(401);
  await page.goto('/accesso/secondo-passaggio/codici');
  expect(new URL(page.url()).pathname).toBe('/accesso/secondo-passaggio');
  await page.goto('/accedi?ritorno=/operatore/bandi');
  const secret = await connectApp(page);
  await page.getByRole('button', { name: 'Mostra i codici' }).click();
  const codes = await page.locator('.secret .code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('link', { name: 'Li ho copiati: continua' }).click();
  await page.waitForURL('**/operatore/bandi');

  await leave(page);
  await comeIn(page, username);
  await page.getByRole('heading', { name: 'Secondo passaggio', level: 1 }).waitFor();
  await page.goto('/operatore');
  expect(page.url()).toContain('/accedi/verifica');
  await page.goto('/accesso/secondo-passaggio');
  expect(page.url()).toContain('/accedi/verifica');
  await page.goto('/accedi?ritorno=/operatore/bandi');
  const code = page.getByLabel('Codice di 6 cifre');
  await code.fill('000000');
  await page.getByRole('button', { name: 'Entra', exact: true }).click();
  await page.locator('.error-summary').getByText('Il codice non è giusto').waitFor();
  await code.fill(appCode(secret, -1));
  await page.getByRole('button', { name: 'Entra', exact: true }).click();
  await page.locator('.error-summary').getByText('già stato usato').waitFor();
  await code.fill(appCode(secret));
  await page.getByRole('button', { name: 'Entra', exact: true }).click();
  await page.waitForURL('**/operatore/bandi');

  await leave(page);
  await comeIn(page, username);
  await page.getByText('Non hai con te il telefono').click();
  await page.getByLabel('Codice di riserva').fill(codes[3] ?? '');
  await page.getByRole('button', { name: 'Entra con il codice di riserva' }).click();
  await page.waitForURL('**/operatore/bandi');
  await page.goto('/accesso/secondo-passaggio');
  await page.getByText('Ti restano 9 codici.').waitFor();
  await page.getByRole('button', { name: 'Togli l’app' }).click();
  await page.getByText('prima di togliere questo, aggiungine un altro').waitFor();
});

test('a passkey is made at the first entry and signs the next one', async () => {
  const { username } = await guests.user('supporto', null, false);
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await comeIn(page, username);
  await page.getByLabel('Nome della passkey').fill('Portatile');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Aggiungi la passkey' }).click();
  await page.getByRole('heading', { name: 'Codici di riserva' }).waitFor();
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toHaveLength(1);

  await leave(page);
  await page.goto('/accedi?ritorno=/supporto');
  await enter(page, username, demoPassword);
  await page.getByRole('button', { name: 'Entra con la passkey' }).waitFor();
  await expectAccessible(page);
  // A device that lost it gives no answer, and the page stays.
  await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
  await page.getByRole('button', { name: 'Entra con la passkey' }).click();
  await page.getByText('La passkey non ha risposto').waitFor();
  const [credential] = credentials;
  if (!credential) throw new Error('no passkey was made');
  await devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
  await page.getByRole('button', { name: 'Entra con la passkey' }).click();
  await page.waitForURL('**/supporto');
});

test('whoever lost theirs is let choose a new one by a head of office, who writes why', async () => {
  const lost = await guests.user('operatore', null, false);
  const page = await browser.newPage({ javaScript: false });
  await comeIn(page, lost.username);
  await connectApp(page);

  const head = await pageOf(browser, (await guests.user('responsabile')).username, { width: 375 });
  await head.goto(`/accesso/persone/${lost.id}`);
  await expectAccessible(head);
  await head.getByLabel('Motivo').fill('Ha perso il telefono');
  await head.getByRole('button', { name: 'Togli il secondo passaggio' }).click();
  await head.getByText('sceglie un nuovo secondo passaggio').waitFor();
  await head.goto(`/accesso/persone/${lost.id}`);
  await head.getByRole('heading', { name: 'Questa pagina non c’è' }).waitFor();

  await page.goto('/operatore');
  expect(page.url()).toContain('/accedi');
  await comeIn(page, lost.username);
  await page.getByText('Per il tuo lavoro la password non basta.').waitFor();
});

test('how one signs in is changed only by who has just signed in', async () => {
  const { id, username } = await guests.user('cittadino');
  const page = await pageOf(browser, username, { javaScript: false });
  await page.goto('/accesso/secondo-passaggio');
  const stay = page.getByRole('button', { name: 'Usa un’app' });
  await stay.waitFor();
  await guests.db.execute(
    sql`update sessions set started_at = now() - interval '20 minutes' where user_id = ${id}`,
  );
  await stay.click();
  await page.getByRole('button', { name: 'Entra di nuovo' }).click();
  await enter(page, username, demoPassword);
  await stay.waitFor();
});

test('to others the page of other people’s access does not exist', async () => {
  const [lost, operator] = [await guests.user('operatore'), await guests.user('operatore')];
  const page = await pageOf(browser, operator.username);
  for (const path of ['/accesso/persone', `/accesso/persone/${lost.id}`]) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'Questa pagina non c’è' }).waitFor();
  }
});
