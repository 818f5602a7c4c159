import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideApplication } from '../../commands/application/decide';
import { noticeApplication } from '../../commands/application/notice';
import { saveDraft } from '../../commands/application/save';
import { submitApplication } from '../../commands/application/submit';
import {
  readMessage,
  recordEnd,
  recordFailure,
  recordSent,
  recordTry,
  type QueuedMessage,
} from '../../commands/message/deliver';
import { postMessage, queueMessage } from '../../commands/message/queue';
import { recordReceipt, type CarrierReceipt } from '../../commands/message/receipt';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { checkInvariants } from '../../db/queries/invariants';
import { attachmentNames, sentAttachment } from '../../db/queries/messages';
import { messages, outbox } from '../../db/schema/delivery';
import { users } from '../../db/schema/people';
import { writeDay } from '../../domain/calendar';
import type { Receipt } from '../../domain/delivery';
import { writeMessage } from '../../domain/messages';
import { applicationNotices, type ApplicationNotice } from '../../domain/notices';
import { applicationOf, atOnce } from '../support/records';
import { done, openTown, type Town, type User } from '../support/town';
import { issued, voucherOf } from '../support/voucher';

let town: Town;
let slug: string;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme());
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const message = (businessKey = newId()) => ({
  kind: 'ticket-overdue' as const,
  recipient: 'assistenza@example.org',
  params: { code: 'ABCD2345' },
  businessKey,
});

const written = { subject: 'Assistenza', text: 'La richiesta attende.' };
const handed = { ...written, attachments: [] };

/** A message that its gateway took. */
async function left(): Promise<string> {
  const { messageId } = await queueMessage(town.db, message());
  await recordTry(town.db, messageId, handed);
  await recordSent(town.db, messageId, 'gateway-1');
  return messageId;
}

async function found(messageId: string): Promise<QueuedMessage> {
  const row = await readMessage(town.db, messageId);
  if (!row) throw new Error('there is no such message');
  return row;
}

describe('a message', () => {
  it('is queued once for what it tells, ten times at once too', async () => {
    const key = newId();
    const queued = await atOnce(10, () => queueMessage(town.db, message(key)));
    expect(new Set(queued.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await found(queued[0]?.messageId ?? '')).toMatchObject({
      kind: 'ticket-overdue',
      channel: 'email',
      status: 'in coda',
      attempts: 0,
      text: null,
    });
  });

  it('of no other process is posted with one word to deliver it', async () => {
    const key = newId();
    for (let time = 0; time < 2; time++) await postMessage(town.db, message(key));
    const { messageId } = await queueMessage(town.db, message(key));
    const told = await town.db.select().from(outbox).where(eq(outbox.businessId, messageId));
    expect(told).toMatchObject([{ process: 'message', number: 1, event: { kind: 'queued' } }]);
  });

  it('keeps the words that went out and every try', async () => {
    const { messageId } = await queueMessage(town.db, message());
    expect(await recordTry(town.db, messageId, handed)).toEqual({ triedSince: null });
    await recordFailure(town.db, messageId, 'x'.repeat(900));
    const first = await found(messageId);
    expect(first).toMatchObject({ status: 'in coda', attempts: 1, error: 'x'.repeat(500), sentAt: null });
    expect(await recordTry(town.db, messageId, handed)).toEqual({ triedSince: first.triedAt });
    await recordSent(town.db, messageId, 'gateway-1');
    expect(await found(messageId)).toMatchObject({
      ...written,
      status: 'inviato',
      attempts: 2,
      error: null,
      providerId: 'gateway-1',
      sentAt: expect.any(Date) as Date,
      triedAt: first.triedAt,
    });
    expect(await recordTry(town.db, messageId, handed)).toBe('nothing');
  });

  it('keeps the files that went out, once, however often it is tried', async () => {
    const { messageId } = await queueMessage(town.db, message());
    const file = {
      name: 'ricevuta-1-2021.pdf',
      mediaType: 'application/pdf',
      bytes: Buffer.from('%PDF-1.7'),
    };
    for (let time = 0; time < 2; time++) {
      await recordTry(town.db, messageId, { ...written, attachments: [file] });
    }
    expect(await sentAttachment(town.db, messageId, file.name)).toEqual({ ...file, messageId });
    expect(await attachmentNames(town.db, [messageId])).toEqual([{ messageId, name: file.name }]);
    expect(await sentAttachment(town.db, newId(), file.name)).toBeNull();
  });

  it('given up keeps the gateway’s last words and the first reason', async () => {
    const { messageId } = await queueMessage(town.db, message());
    await recordTry(town.db, messageId, handed);
    await recordFailure(town.db, messageId, 'no such number');
    await recordEnd(town.db, messageId, 'unknown-recipient');
    await recordEnd(town.db, messageId, 'given-up');
    expect(await found(messageId)).toMatchObject({
      status: 'non riuscito',
      failure: 'unknown-recipient',
      attempts: 1,
      error: 'no such number',
    });
  });

  it('that left after all stays sent', async () => {
    const messageId = await left();
    await recordFailure(town.db, messageId, 'too late');
    await recordEnd(town.db, messageId, 'given-up');
    expect(await found(messageId)).toMatchObject({
      status: 'inviato',
      attempts: 1,
      error: null,
      failure: null,
    });
  });

  it('given up, whose gateway answers after all, was sent', async () => {
    const { messageId } = await queueMessage(town.db, message());
    await recordTry(town.db, messageId, handed);
    await recordEnd(town.db, messageId, 'given-up');
    await recordSent(town.db, messageId, 'gateway-1');
    expect(await found(messageId)).toMatchObject({ status: 'inviato', failure: null });
  });

  it('there is not is null', async () => {
    expect(await readMessage(town.db, newId())).toBeNull();
  });
});

describe('a receipt of a carrier', () => {
  const receipt = (
    messageId: string,
    told: Receipt,
    changes: Partial<CarrierReceipt> = {},
  ): CarrierReceipt => ({
    source: 'resend',
    key: newId(),
    messageId,
    providerId: 'carrier-1',
    told,
    code: null,
    ...changes,
  });
  const delivered: Receipt = { status: 'consegnato' };
  const bounced: Receipt = { status: 'non riuscito', reason: 'unknown-recipient' };
  const record = (...told: Parameters<typeof receipt>) => recordReceipt(town.db, receipt(...told));

  it('says that the message arrived', async () => {
    const messageId = await left();
    expect(await record(messageId, { status: 'inviato' })).toBe('late');
    expect(await record(messageId, delivered)).toBe('taken');
    expect(await found(messageId)).toMatchObject({
      status: 'consegnato',
      deliveredAt: expect.any(Date) as Date,
      providerId: 'gateway-1',
    });
    expect(await record(messageId, { status: 'inviato' })).toBe('late');
    expect((await found(messageId)).status).toBe('consegnato');
  });

  it('says why it did not, in the carrier’s word and in ours', async () => {
    const messageId = await left();
    await record(messageId, bounced, { code: 'Permanent' });
    expect(await found(messageId)).toMatchObject({
      status: 'non riuscito',
      failure: 'unknown-recipient',
      error: 'resend: Permanent',
    });
  });

  it('counts once, ten times at once too', async () => {
    const messageId = await left();
    const told = receipt(messageId, delivered);
    const outcomes = await atOnce(10, () => recordReceipt(town.db, told));
    expect(outcomes.toSorted()).toEqual([...Array<string>(9).fill('replayed'), 'taken']);
  });

  it('that comes before the gateway’s answer stands, and the message is not tried again', async () => {
    const { messageId } = await queueMessage(town.db, message());
    await recordTry(town.db, messageId, handed);
    expect(await record(messageId, delivered)).toBe('taken');
    await recordSent(town.db, messageId, 'gateway-9');
    expect(await found(messageId)).toMatchObject({ status: 'consegnato', providerId: 'gateway-9' });

    const { messageId: lost } = await queueMessage(town.db, message());
    await recordTry(town.db, lost, handed);
    expect(await record(lost, { status: 'inviato' })).toBe('taken');
    expect(await recordTry(town.db, lost, handed)).toBe('nothing');
    await recordEnd(town.db, lost, 'given-up');
    expect(await found(lost)).toMatchObject({ status: 'inviato', providerId: 'carrier-1', ...written });
  });

  it('revives a message that was given up', async () => {
    const { messageId } = await queueMessage(town.db, message());
    await recordTry(town.db, messageId, handed);
    await recordEnd(town.db, messageId, 'given-up');
    await record(messageId, { status: 'inviato' });
    await record(messageId, delivered);
    expect(await found(messageId)).toMatchObject({ status: 'consegnato', failure: null });
  });

  it('that its message does not show is found by the audit, and a message that waits for ever', async () => {
    const faultsOf = async () =>
      (await checkInvariants(town.db)).filter(
        ({ name, faults }) => / message /.test(` ${name}`) && faults.length > 0,
      );
    expect(await faultsOf()).toEqual([]);
    const messageId = await left();
    await record(messageId, bounced);
    const { messageId: waiting } = await queueMessage(town.db, message());
    await recordTry(town.db, waiting, handed);
    const change = (values: Partial<typeof messages.$inferInsert>, id: string) =>
      town.db.update(messages).set(values).where(eq(messages.id, id));
    await change({ status: 'inviato', failure: null }, messageId);
    await change({ triedAt: new Date(Date.now() - 4 * 86_400_000) }, waiting);
    expect((await faultsOf()).map(({ faults }) => faults)).toEqual([
      [`message ${messageId}`],
      [`message ${waiting}`],
    ]);
    await change({ status: 'non riuscito', failure: 'refused' }, messageId);
    await recordSent(town.db, waiting, 'gateway-1');
    expect(await faultsOf()).toEqual([]);
  });

  it('of no message of ours, or of one that was never handed over, changes nothing', async () => {
    expect(await record(newId(), delivered)).toBe('unknown');
    const { messageId } = await queueMessage(town.db, message());
    expect(await record(messageId, delivered)).toBe('unknown');
    expect((await found(messageId)).status).toBe('in coda');
  });
});

describe('the notices of an application', () => {
  const officeMail = 'ufficio@example.org';
  const sender = { name: 'Comune di Assemini', url: 'https://buoni.example.org' };

  const notice = (applicationId: string, kind: ApplicationNotice, occasion = 'event-1') =>
    noticeApplication(town.db, { applicationId, notice: kind, occasion, officeMail });

  /** What the notice says in full, and to whom. */
  async function told(applicationId: string, kind: ApplicationNotice) {
    const { recipient, params } = await found(done(await notice(applicationId, kind)).messageId);
    return { recipient, ...writeMessage(kind, params as never, sender) };
  }

  it('go to the mail of the form, to the mobile of the voucher and to the office', async () => {
    const { applicationId, voucherId, code } = await issued(town, operator, slug);
    const { form, decideBy } = await applicationOf(town.db, applicationId);
    const { expiresAt } = await voucherOf(town, voucherId);
    const citizen = form?.values['contacts.email'];
    // Where nobody is responsabile the office reads their messages too.
    const recipients = {
      citizen,
      mobile: '+393331234567',
      office: officeMail,
      responsabile: officeMail,
    };
    // What speaks of a request is told where there is one: see the test of requests.
    const asking = ['clarification-requested', 'rejection-announced', 'answer-lapsing'];
    for (const [kind, audience] of Object.entries(applicationNotices)) {
      if (asking.includes(kind)) continue;
      const { recipient, subject, text } = await told(applicationId, kind as ApplicationNotice);
      expect([kind, recipient]).toEqual([kind, recipients[audience]]);
      expect(`${subject ?? ''} ${text}`).not.toMatch(/\bundefined\b|\bnull\b|NaN| {2}| [.,]/);
    }
    const sms = await told(applicationId, 'voucher-code');
    expect(sms.text).toBe(
      `Comune di Assemini: Buoni Pane approvato. Codice ${code}, 300,00 euro, da usare entro il ${writeDay(expiresAt)}.`,
    );
    const receipt = await told(applicationId, 'submission-receipt');
    expect(receipt.text).toContain(`entro il ${writeDay(decideBy ?? new Date(0))}`);
    expect(receipt.subject).toMatch(/protocollo \d+\/\d{4}$/);
  });

  it('go to the mail given in the form, where it is another than the citizen’s own', async () => {
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
    const elsewhere = { ...answers, 'contacts.email': 'figlia@example.org' };
    done(await saveDraft(town.db, citizen, { applicationId, version, answers: elsewhere }));
    done(await submitApplication(town.db, citizen, { applicationId }));
    expect((await told(applicationId, 'submission-receipt')).recipient).toBe('figlia@example.org');
  });

  it('go to the citizen’s own mail while nothing was sent', async () => {
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    const [user] = await town.db.select().from(users).where(eq(users.id, citizen.id));
    expect((await told(applicationId, 'draft-reminder')).recipient).toBe(user?.email);
  });

  it('tell what is left on the voucher at that moment', async () => {
    const { cashier } = await town.shop();
    const { applicationId, code } = await issued(town, operator, slug);
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 3_600 }));
    expect((await told(applicationId, 'voucher-expiring')).text).toContain('ha ancora 264,00 euro');
  });

  it('are queued once for each occasion', async () => {
    const applicationId = await town.submitted(await town.user('cittadino'), slug);
    const decision = { outcome: 'respinta' as const, reason: 'Fuori dai criteri' };
    done(await decideApplication(town.db, operator, { applicationId, decision }));
    const sent = (await atOnce(6, () => notice(applicationId, 'application-rejected'))).map(done);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(done(await notice(applicationId, 'application-rejected', 'event-2'))).not.toEqual(sent[0]);
  });

  it('of an application there is not are not queued', async () => {
    expect(await notice(newId(), 'submission-receipt')).toEqual({ ok: false, error: { code: 'not-found' } });
  });
});
