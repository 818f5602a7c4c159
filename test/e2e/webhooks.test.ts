import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordTry } from '../../commands/message/deliver';
import { queueMessage } from '../../commands/message/queue';
import { openDatabase, type Database } from '../../db/client';
import { messages, webhookReceipts } from '../../db/schema/delivery';
import { messageExamples } from '../../domain/message-examples';
import type { MessageKind } from '../../domain/messages';
import { startWeb } from '../../scripts/stack/application';
import { freePort } from '../../scripts/stack/ports';
import { Processes } from '../../scripts/stack/processes';
import { given } from '../support/given';

const token = 'token-of-the-account';
const secret = Buffer.from('the-key-that-receipts-are-signed-with');

let db: Database;
let processes: Processes;
let folder: string;
let app: string;

/** The pages of a portal that sends by Twilio and Resend, beside those of the demo, on the same database. */
beforeAll(async () => {
  db = openDatabase(given('TEST_APP_DATABASE_URL'), 2);
  folder = mkdtempSync(path.join(tmpdir(), 'webhooks-'));
  mkdirSync(path.join(folder, 'logs'));
  const port = await freePort();
  app = `http://localhost:${port}`;
  processes = new Processes(folder, {
    DATABASE_URL: given('TEST_APP_DATABASE_URL'),
    TEMPORAL_ADDRESS: given('TEST_TEMPORAL_ADDRESS'),
    APP_URL: app,
    AUTH_SECRET: 'a secret of thirty-two characters!',
    ENCRYPTION_KEYS: given('ENCRYPTION_KEYS'),
    AUDIT_ANCHORS: folder,
    IDENTITY_GATEWAY: 'none',
    FILE_STORE: 'embedded',
    VIRUS_SCAN: 'embedded',
    RESIDENT_REGISTER: 'embedded',
    ISEE_REGISTER: 'embedded',
    SMS_GATEWAY: 'twilio',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: token,
    TWILIO_FROM: 'Comune',
    MAIL_GATEWAY: 'resend',
    RESEND_API_KEY: 're_key',
    RESEND_WEBHOOK_SECRET: `whsec_${secret.toString('base64')}`,
    MAIL_FROM: 'noreply@comune.example',
  });
  await startWeb(processes, { host: '127.0.0.1', port, development: false });
});
afterAll(async () => {
  await processes.stop();
  await db.$client.end();
  rmSync(folder, { recursive: true });
});

/** A message that was handed to its carrier, and nobody knows how it fared. */
async function handed(kind: MessageKind): Promise<string> {
  const { messageId } = await queueMessage(db, {
    kind,
    params: messageExamples[kind],
    recipient: 'nobody',
    businessKey: `${kind}:${newId()}:test`,
  });
  await recordTry(db, messageId, { subject: 'a', text: 'b', attachments: [] });
  return messageId;
}

const standing = async (id: string) => {
  const [row] = await db.select().from(messages).where(eq(messages.id, id));
  const receipts = await db.select().from(webhookReceipts).where(eq(webhookReceipts.messageId, id));
  return { status: row?.status, failure: row?.failure, receipts: receipts.length };
};

function twilio(
  message: string,
  params: Record<string, string>,
  { key = token, signature }: { key?: string; signature?: string } = {},
): Promise<Response> {
  const url = `${app}/api/webhooks/twilio?message=${message}`;
  const signed = signature ?? getExpectedTwilioSignature(key, url, params);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': signed };
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(params).toString() });
}

function resend(
  event: { type: string; data: object },
  { key = secret, at = Math.floor(Date.now() / 1000), id = `msg_${newId()}` } = {},
): Promise<Response> {
  const body = JSON.stringify({ created_at: new Date().toISOString(), ...event });
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  const headers = {
    'Content-Type': 'application/json',
    'svix-id': id,
    'svix-timestamp': String(at),
    'svix-signature': `v1,${signature}`,
  };
  return fetch(`${app}/api/webhooks/resend`, { method: 'POST', headers, body });
}

const told = async (answer: Promise<Response>): Promise<string> => {
  const response = await answer;
  return `${response.status} ${await response.text()}`.trim();
};

test('Twilio’s receipt is taken once, by its signature, and told again it changes nothing', async () => {
  const id = await handed('voucher-code');
  const sid = `SM${newId().replaceAll('-', '')}`;
  const call = { MessageSid: sid, MessageStatus: 'undelivered', ErrorCode: '30003' };
  expect(await told(twilio(id, call, { key: 'another token' }))).toBe('403');
  expect(await told(twilio(id, { ...call, MessageStatus: 'delivered' }, { signature: 'x' }))).toBe('403');
  expect(await standing(id)).toEqual({ status: 'in coda', failure: null, receipts: 0 });
  for (let time = 0; time < 2; time++) expect(await told(twilio(id, call))).toBe('200');
  expect(await standing(id)).toEqual({ status: 'non riuscito', failure: 'unreachable', receipts: 1 });
  expect(await told(twilio(id, { ...call, MessageStatus: 'delivered' }))).toBe('200');
  expect(await standing(id)).toMatchObject({ status: 'consegnato', receipts: 2 });
});

test('Resend’s event is taken once, by its signature, and not when it is old', async () => {
  const id = await handed('application-rejected');
  const event = {
    type: 'email.bounced',
    data: {
      email_id: newId(),
      tags: { message: id },
      bounce: { type: 'Permanent', subType: 'General', message: 'no such mailbox' },
    },
  };
  const minutes = (many: number) => Math.floor(Date.now() / 1000) + many * 60;
  expect(await told(resend(event, { key: Buffer.from('another') }))).toBe('403');
  expect(await told(resend(event, { at: minutes(-6) }))).toBe('403');
  expect(await told(resend(event, { at: minutes(6) }))).toBe('403');
  expect(await standing(id)).toMatchObject({ status: 'in coda', receipts: 0 });
  const once = `msg_${newId()}`;
  for (let time = 0; time < 2; time++) expect(await told(resend(event, { id: once }))).toBe('200');
  expect(await standing(id)).toEqual({ status: 'non riuscito', failure: 'unknown-recipient', receipts: 1 });
});

test('nobody learns which messages there are, and nothing is read that is too long', async () => {
  const { MessageSid, MessageStatus } = { MessageSid: 'SM0', MessageStatus: 'delivered' };
  for (const unknown of [newId(), 'nothing', '']) {
    expect(await told(twilio(unknown, { MessageSid, MessageStatus }))).toBe('200');
  }
  const data = { email_id: newId(), tags: { message: newId() } };
  expect(await told(resend({ type: 'email.delivered', data }))).toBe('200');
  const long = { type: 'email.delivered', data: { ...data, subject: 'x'.repeat(70_000) } };
  expect(await told(resend(long))).toBe('413');
  expect(await told(twilio(newId(), { MessageSid, MessageStatus, More: 'x'.repeat(70_000) }))).toBe('413');
  for (const carrier of ['twilio', 'resend']) {
    expect((await fetch(`${app}/api/webhooks/${carrier}`)).status).toBe(405);
    // Where messages are kept by ourselves there is no carrier to listen to.
    const demo = `${given('TEST_APP_URL')}/api/webhooks/${carrier}`;
    expect((await fetch(demo, { method: 'POST', body: '{}' })).status).toBe(404);
  }
});
