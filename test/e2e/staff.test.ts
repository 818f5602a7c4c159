import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { sidewaysFaults } from '../support/layout';
import { changeFirstPassword, enter, messageTo } from '../support/portal';
import { connectApp } from '../support/second-factor';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();
const fill = (page: Page, label: string, value: string) =>
  page.getByLabel(label, { exact: true }).fill(value);

test('an administrator lets in who examines applications, and shuts them out when they leave', async () => {
  const admin = await pageOf(browser, 'amministratore', { width: 375 });
  await admin.goto('/accesso/personale');
  await admin.getByText('Il tuo accesso: lo può sospendere un altro amministratore.').waitFor();
  expect(await sidewaysFaults(admin)).toEqual([]);
  await expectAccessible(admin);
  const familyName = `Piras${Date.now()}`;
  const email = `${familyName.toLowerCase()}@example.org`;
  await fill(admin, 'Cognome', familyName);
  await fill(admin, 'Nome', 'Rita');
  await fill(admin, 'E-mail', email);
  await press(admin, 'Aggiungi la persona');
  await admin.getByRole('alert').getByText('Che cosa fa').first().waitFor();
  expect(await admin.getByLabel('Cognome', { exact: true }).inputValue()).toBe(familyName);
  await admin.getByLabel('Operatore: istruisce e decide le domande').check();
  await press(admin, 'Aggiungi la persona');
  await admin.getByText(email).waitFor();

  const { text } = await messageTo(email, 'codici di accesso');
  const [, username = '', password = ''] = /Username: (\S+)\nPassword: (\S+)/.exec(text) ?? [];
  const clerk = await browser.newPage({ width: 1280 });
  await clerk.goto('/accedi');
  await enter(clerk, username, password);
  await clerk.getByText('Per il tuo lavoro la password non basta.').waitFor();
  await connectApp(clerk);
  await press(clerk, 'Mostra i codici');
  await clerk.getByRole('link', { name: 'Li ho copiati: continua' }).click();
  await changeFirstPassword(clerk, password);
  await clerk.waitForURL('**/operatore');
  expect((await clerk.goto('/accesso/personale'))?.status()).toBe(404);

  await press(admin, `Sospendi Rita ${familyName}`);
  await admin.getByText('(accesso sospeso)').waitFor();
  await clerk.goto('/operatore');
  expect(new URL(clerk.url()).pathname).toBe('/accedi');
  await clerk.context().close();
  await admin.context().close();
});
