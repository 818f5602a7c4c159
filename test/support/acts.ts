import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { wholeAnswers } from '../../scripts/demo/answers';
import { demoPassword } from '../../scripts/demo/people';
import type { PageOptions, TestBrowser } from './browser';
import { given } from './given';
import { uniqueCode } from './unique-code';

/** What people do in the browser, said once for all tests of the pages. */

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails where the page breaks a rule of WCAG 2.2 AA that a machine can see. */
export async function expectAccessible(page: Page): Promise<void> {
  // The overlay of the development server is not ours; a frame without scripts cannot be looked into, and is waited for.
  const { violations } = await new AxeBuilder({ page })
    .withTags(levels)
    .exclude('nextjs-portal')
    .exclude('iframe[sandbox]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** A page of somebody of the demo, signed in. */
export async function pageOf(browser: TestBrowser, username: string, options?: PageOptions): Promise<Page> {
  const page = await browser.newPage(options);
  await signIn(page, username);
  return page;
}

/** Signs somebody in, of the demo where no password is given, without the page that asks for it. */
export async function signIn(page: Page, username: string, password = demoPassword): Promise<void> {
  const csrf = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await page.request.post('/api/auth/callback/credentials', {
    form: { ...csrf, username, password, json: 'true' },
  });
  expect(answer.status()).toBe(200);
}

/** Gabriele Cagliari of the demo files these tests' requests, each for a household and a telephone number of its own. */
const gabriele = {
  'beneficiary.familyName': 'Cagliari',
  'beneficiary.givenName': 'Gabriele',
  'beneficiary.birthDate': '1967-01-12',
  'contacts.email': 'cittadino2@example.org',
};

export interface SentApplication {
  id: string;
  /** E.g. `12/2026`. */
  registrationNumber: string;
  /** Where the code of its voucher will arrive; nobody else's messages do. */
  mobile: string;
}

/** Opens a draft on the citizen's page, fills it through the autosave's call and sends it. */
export async function sendApplication(citizen: Page, slug = 'buoni-spesa'): Promise<SentApplication> {
  await citizen.goto(`/domande/nuova/${slug}`);
  await citizen.getByRole('button', { name: 'Inizia la domanda' }).first().click();
  await citizen.waitForURL(/\/domande\/[0-9a-f-]{36}/);
  const id = new URL(citizen.url()).pathname.split('/')[2] ?? '';
  await citizen.goto(`/domande/${id}/riepilogo`);
  const version = Number(await citizen.locator('input[name=version]').first().inputValue());
  const mobile = `32${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;
  const answers = {
    ...wholeAnswers(gabriele),
    'beneficiary.fiscalCode': uniqueCode('CGLGRL67A12'),
    'contacts.mobile': mobile,
  };
  await call(citizen, 'put', `/api/v1/applications/${id}`, { version, answers });
  const receipt = await call(citizen, 'post', `/api/v1/applications/${id}/submission`, {});
  return { id, mobile: `+39${mobile}`, registrationNumber: String(receipt.registrationNumber) };
}

/** A call of the API as the page's own scripts make it. */
export async function call(
  page: Page,
  method: 'put' | 'patch' | 'post',
  path: string,
  data: object,
): Promise<Record<string, unknown>> {
  const headers = { origin: new URL(given('TEST_APP_URL')).origin, 'idempotency-key': crypto.randomUUID() };
  const answer = await page.request[method](path, { data, headers });
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()} ${JSON.stringify(body)}`);
  return body;
}

/** Approves an application on its page as proposed. */
export async function approve(operator: Page, applicationId: string): Promise<void> {
  await operator.goto(`/operatore/domande/${applicationId}`);
  await operator.getByRole('button', { name: 'Approva' }).click();
  await operator.waitForURL(/fatto=approvata/);
}

export interface Message {
  channel: 'sms' | 'email';
  to: string;
  text: string;
}

/** Waits for a message to somebody, as its workflow sends it. */
export async function messageTo(
  recipient: string,
  holds: (message: Message) => boolean = () => true,
): Promise<Message> {
  const until = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${given('TEST_APP_URL')}/api/dev/messages`);
    const messages = (await answer.json()) as Message[];
    const found = messages.find((message) => message.to === recipient && holds(message));
    if (found) return found;
    if (Date.now() > until) throw new Error(`no such message to ${recipient}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The code in the SMS of an approved application. */
export async function voucherCode({ mobile }: SentApplication): Promise<string> {
  const { text } = await messageTo(mobile, ({ channel }) => channel === 'sms');
  const code = /Codice ([A-Z2-9]{7})/.exec(text)?.[1];
  if (!code) throw new Error(`no code in “${text}”`);
  return code;
}

/** A voucher of €300 nobody else spends. */
export async function freshVoucher(
  browser: TestBrowser,
): Promise<{ code: string; application: SentApplication }> {
  const [citizen, operator] = [await pageOf(browser, 'cittadino2'), await pageOf(browser, 'operatore')];
  const application = await sendApplication(citizen);
  await approve(operator, application.id);
  await Promise.all([citizen.context().close(), operator.context().close()]);
  return { code: await voucherCode(application), application };
}

/** Puts a voucher on the counter. */
export async function checkCode(till: Page, code: string): Promise<void> {
  await till.goto('/esercente');
  await till.getByLabel('Codice buono').fill(code);
  await till.getByRole('button', { name: 'Verifica' }).click();
}

/** Compares the document and fills in the receipt of a voucher on the counter. */
export async function fillReceipt(till: Page, amount: string): Promise<void> {
  await till.getByLabel('Ho confrontato il documento').check();
  await till.getByLabel('Importo dello scontrino').fill(amount);
}

/** Records a spend from code to result. */
export async function spend(till: Page, code: string, amount: string): Promise<void> {
  await checkCode(till, code);
  await fillReceipt(till, amount);
  await till.getByRole('button', { name: 'Registra' }).click();
  await till.waitForURL(/\/esercente\/esito\//);
  // Until its page has been seen, the till asks what became of the spend and leads back to it.
  const unseen = () => Object.keys(localStorage).filter((key) => key.startsWith('cassa-in-sospeso:')).length;
  await expect.poll(() => till.evaluate(unseen), { timeout: 20_000 }).toBe(0);
}

/** What a till's key sees on a voucher. */
export async function balanceOf(code: string): Promise<number> {
  const answer = await fetch(`${given('TEST_APP_URL')}/api/v1/vouchers/${code}`, {
    headers: { authorization: 'Bearer demo-till-1' },
  });
  return ((await answer.json()) as { balanceCents: number }).balanceCents;
}
