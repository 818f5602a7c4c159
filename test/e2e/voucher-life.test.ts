import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { demoApplicants, demoUsers } from '../../scripts/demo/people';
import {
  checkCode,
  expectAccessible,
  freshVoucher,
  messageTo,
  pageOf,
  type SentApplication,
} from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

let browser: TestBrowser;
let code: string;
let application: SentApplication;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ code, application } = await freshVoucher(browser));
}, 120_000);
afterAll(() => browser.close());

const reason = 'Segnalato dai servizi sociali';

/** Performs an act with its reason, from the case's page. */
async function perform(office: Page, act: string): Promise<void> {
  await office.goto(`/operatore/domande/${application.id}`);
  await office.getByRole('link', { name: act, exact: true }).click();
  await office.getByLabel('Motivo').fill(reason);
  await office.getByRole('button', { name: act, exact: true }).click();
  await office.waitForURL(/\?buono=/);
}

test('a blocked voucher is refused at the till and hidden from its holder, until it is unblocked', async () => {
  const [office, plain] = await Promise.all([
    pageOf(browser, 'operatore'),
    pageOf(browser, 'operatore', { javaScript: false }),
  ]);
  const till = await pageOf(browser, 'esercente');
  const citizen = await pageOf(browser, 'cittadino2', { width: 375 });

  await office.goto(`/operatore/domande/${application.id}/buono/blocca`);
  await office.getByRole('button', { name: 'Blocca', exact: true }).click();
  await office.getByRole('link', { name: 'Compila questo campo.' }).waitFor();
  await expectAccessible(office);
  await perform(office, 'Blocca');
  await office.getByText('Il buono è bloccato').waitFor();
  await expectAccessible(office);

  await checkCode(till, code);
  await till.getByText('Il buono è bloccato.').waitFor();
  await citizen.goto(`/domande/${application.id}`);
  await citizen.getByText('Il tuo buono è sospeso').waitFor();
  expect(await citizen.content()).not.toContain(code);
  await expectAccessible(citizen);

  await perform(plain, 'Sblocca');
  await checkCode(till, code);
  await till.getByText('Cagliari Gabriele', { exact: true }).waitFor();
  await citizen.reload();
  await citizen.locator('.big-code').waitFor();
  await Promise.all([office, plain, till, citizen].map((page) => page.context().close()));
});

test('a replaced code is told to the cashier as such, and the new one goes out by SMS', async () => {
  const office = await pageOf(browser, 'responsabile');
  const till = await pageOf(browser, 'esercente');
  await perform(office, 'Nuovo codice');
  const { text } = await messageTo(application.mobile, (sms) => sms.text.includes('nuovo codice'));
  const renewed = /codice del tuo buono è ([A-Z2-9]{7})/.exec(text.replace("e'", 'è'))?.[1] ?? '';
  await checkCode(till, code);
  await till.getByText('Questo codice è stato sostituito').waitFor();
  await checkCode(till, renewed);
  await till.getByText('Cagliari Gabriele', { exact: true }).waitFor();
  const answer = await fetch(`${given('TEST_APP_URL')}/api/v1/vouchers/${code}`, {
    headers: { authorization: 'Bearer demo-till-1' },
  });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    404,
    'voucher-replaced',
  ]);
  await Promise.all([office, till].map((page) => page.context().close()));
});

test('everybody sees the counters and a published ranking, and nobody’s name', async () => {
  const office = await pageOf(browser, 'responsabile');
  await office.goto('/operatore/bandi/asilo/graduatoria');
  await office.getByRole('button', { name: 'Pubblica la graduatoria' }).click();
  await office.getByText('La graduatoria è pubblicata').waitFor();
  await office.context().close();

  const visitor = await browser.newPage({ width: 375 });
  const bytes: string[] = [];
  await visitor.goto('/trasparenza');
  await visitor.getByRole('heading', { level: 1, name: 'Contatori aperti' }).waitFor();
  await expectAccessible(visitor);
  bytes.push(await visitor.content());
  await visitor.goto('/trasparenza/asilo/graduatoria');
  await visitor.getByRole('table', { name: 'Graduatoria' }).waitFor();
  await expectAccessible(visitor);
  bytes.push(await visitor.content());
  for (const path of ['contatori.csv', 'contatori.json', 'asilo/graduatoria/documento']) {
    const answer = await fetch(`${given('TEST_APP_URL')}/trasparenza/${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('public');
    bytes.push(await answer.text());
  }
  const known = [...demoUsers, ...demoApplicants].flatMap(({ familyName, givenName, fiscalCode }) => [
    familyName,
    givenName,
    ...(fiscalCode ? [fiscalCode] : []),
  ]);
  // The Ente's own place is called like somebody of the demo's people.
  const personal = [...known, '3331234567', '@example.org', code].filter((word) => word !== 'Cagliari');
  const published = bytes.join('\n');
  expect(personal.filter((word) => published.includes(word))).toEqual([]);
  const missing = await fetch(`${given('TEST_APP_URL')}/trasparenza/buoni-spesa/graduatoria`);
  expect(missing.status).toBe(404);
  await visitor.context().close();
});
