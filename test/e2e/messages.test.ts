import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordEnd, recordTry } from '../../commands/message/deliver';
import { queueMessage } from '../../commands/message/queue';
import { openDatabase, type Database } from '../../db/client';
import type { FailureReason } from '../../domain/delivery';
import { messageExamples } from '../../domain/message-examples';
import { messageKinds, type MessageKind } from '../../domain/messages';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

let browser: TestBrowser;
let db: Database;

beforeAll(async () => {
  browser = await launchBrowser();
  db = openDatabase(given('TEST_APP_DATABASE_URL'), 2);
});
afterAll(async () => {
  await browser.close();
  await db.$client.end();
});

/** A message to somebody of this test alone, which failed. */
async function failed(kind: MessageKind, failure: FailureReason, recipient: string): Promise<string> {
  const businessKey = `${kind}:${newId()}:test`;
  const { messageId } = await queueMessage(db, {
    kind,
    params: messageExamples[kind],
    recipient,
    businessKey,
  });
  await recordTry(db, messageId, { subject: 'Oggetto', text: 'Parole riservate', attachments: [] });
  await recordEnd(db, messageId, failure);
  return messageId;
}

test('the desk sees what did not arrive, sends it again, and the person has it', async () => {
  const to = `z${Date.now()}@example.org`;
  const id = await failed('application-rejected', 'unreachable', to);
  const desk = await pageOf(browser, 'supporto', { javaScript: false, width: 375 });
  await desk.goto('/supporto');
  await desk.getByRole('link', { name: /Messaggi non arrivati \(\d+\)/ }).click();
  await desk.waitForURL(/\/supporto\/messaggi/);
  const content = await desk.content();
  expect(content).toContain('z•••@example.org');
  expect(content).not.toContain(to);
  expect(content).not.toContain('Parole riservate');
  await desk.goto(`/supporto/messaggi/${id}`);
  await desk.getByText('Si può rimandare').waitFor();
  const scripted = await pageOf(browser, 'supporto', { width: 375 });
  for (const path of ['/supporto/messaggi', `/supporto/messaggi/${id}`]) {
    await scripted.goto(path);
    await expectAccessible(scripted);
  }
  await scripted.context().close();
  await desk.getByRole('button', { name: 'Rimanda ora' }).click();
  await desk.waitForURL(/fatto=rimandato/);
  await desk.getByText('Rimandato da').waitFor();
  const outbox = async () => {
    const response = await fetch(`${given('TEST_APP_URL')}/api/dev/messages`);
    return ((await response.json()) as { to: string }[]).filter((message) => message.to === to).length;
  };
  await expect.poll(outbox, { timeout: 15_000 }).toBe(1);
  await desk.goto('/supporto/messaggi?vista=seguiti');
  await desk
    .getByRole('row', { name: /z•••@example.org.*inviato/ })
    .first()
    .waitFor();
  await desk.context().close();
});

test('a password is not sent again as it was; that the person was told is written down', async () => {
  const id = await failed('credentials', 'unknown-recipient', `y${Date.now()}@example.org`);
  const office = await pageOf(browser, 'operatore');
  await office.goto(`/supporto/messaggi/${id}`);
  await office.getByText('Contiene un codice, una password o un link.').waitFor();
  expect(await office.getByRole('button', { name: 'Rimanda ora' }).count()).toBe(0);
  await office.getByRole('button', { name: 'Segna come seguito' }).click();
  await office.locator('.error-summary').waitFor();
  await office.getByLabel('Che cosa hai fatto').fill('Chiamata al telefono.');
  await office.getByRole('button', { name: 'Segna come seguito' }).click();
  await office.waitForURL(/fatto=seguito/);
  await office.getByText('Chiamata al telefono.').waitFor();
  await office.context().close();
  const citizen = await pageOf(browser, 'cittadino');
  expect((await citizen.goto(`/supporto/messaggi/${id}`))?.status()).toBe(404);
  expect((await citizen.goto('/operatore/messaggi'))?.status()).toBe(404);
  await citizen.context().close();
});

test('every text that goes out is there to read, as it goes out', async () => {
  const page = await pageOf(browser, 'amministratore');
  await page.goto('/operatore/messaggi');
  expect(await page.locator('article').count()).toBe(messageKinds.length);
  // What did not arrive is for the office and the desk: no door that would not open.
  expect(await page.getByRole('link', { name: 'Messaggi non arrivati' }).count()).toBe(0);
  await expectAccessible(page);
  const sms = page.locator('article#voucher-code');
  await sms.getByText('Sta in un solo SMS.').waitFor();
  expect(await sms.textContent()).toMatch(/GSM-7/);
  const mail = page.locator('article#application-rejected');
  await mail.scrollIntoViewIfNeeded();
  const frame = mail.frameLocator('iframe');
  await frame.getByRole('heading', { level: 1 }).waitFor();
  expect(await frame.locator('main').textContent()).toContain('non è stata accolta');
  await page.getByLabel('Canale').selectOption('sms');
  await page.getByRole('button', { name: 'Mostra' }).click();
  await page.waitForURL(/canale=sms/);
  expect(await page.locator('article iframe').count()).toBe(0);
  await page.context().close();
});
