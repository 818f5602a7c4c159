import { ApplicationFailure } from '@temporalio/common';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMessage } from '../../activities/deliver-message';
import { noticeApplication } from '../../commands/application/notice';
import { readMessage } from '../../commands/message/deliver';
import { queueMessage } from '../../commands/message/queue';
import { recordReceipt } from '../../commands/message/receipt';
import { undeliveredMail } from '../../db/queries/messages';
import { ente } from '../../ente';
import { GatewayBusy, PermanentRefusal, type OutgoingMessage } from '../../integrations/messages/port';
import { done, openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const recipient = 'luigi.giallo@example.org';

const queued = async (kind: 'mail' | 'sms' = 'mail'): Promise<string> => {
  const { messageId } =
    kind === 'mail'
      ? await queueMessage(town.db, {
          kind: 'ticket-answered',
          recipient,
          params: { name: 'Luigi', code: 'ABCD2345', secret: 's' },
          businessKey: newId(),
        })
      : await queueMessage(town.db, {
          kind: 'voucher-extended',
          recipient: '+393331234567',
          params: { balanceCents: 1, expiresOn: '31/12/2026' },
          businessKey: newId(),
        });
  return messageId;
};

/** Delivers through a carrier that does what it is told; what it was handed, and the failure if there was one. */
async function deliver(messageId: string, carry: (message: OutgoingMessage) => Promise<string>) {
  const handed: OutgoingMessage[] = [];
  const gateway = {
    send: (message: OutgoingMessage) => {
      handed.push(message);
      return carry(message);
    },
  };
  const failure = await deliverMessage(
    {
      db: town.db,
      gateways: { sms: gateway, email: gateway },
      sender: { name: ente.name, url: 'https://buoni.example.org' },
      letterhead: ente,
    },
    messageId,
  ).then(
    () => null,
    (thrown: unknown) => thrown as ApplicationFailure,
  );
  return { handed, failure, row: await readMessage(town.db, messageId) };
}
const takes = () => Promise.resolve('carrier-1');

describe('the delivery of a message', () => {
  it('hands a mail over as text and as page, an SMS as text alone, and each once', async () => {
    const [mail, sms] = [await queued(), await queued('sms')];
    const { handed, row } = await deliver(mail, takes);
    expect(handed).toMatchObject([
      {
        idempotencyKey: mail,
        recipient,
        html: expect.stringContaining('<html lang="it">') as string,
        triedSince: null,
      },
    ]);
    expect(row).toMatchObject({ status: 'inviato', providerId: 'carrier-1', attempts: 1 });
    expect((await deliver(mail, takes)).handed).toEqual([]);
    expect((await deliver(sms, takes)).handed[0]).not.toHaveProperty('html');
  });

  it('tells the gateway of a try whose end is not known', async () => {
    const messageId = await queued();
    const { row, failure } = await deliver(messageId, () => Promise.reject(new Error('no answer')));
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure?.nonRetryable).toBe(false);
    const { handed } = await deliver(messageId, takes);
    expect(handed[0]?.triedSince).toEqual(row?.triedAt);
  });

  it('is not repeated where a receipt told of it before the answer was found lost', async () => {
    const messageId = await queued();
    await deliver(messageId, async () => {
      const told = { status: 'inviato' } as const;
      const receipt = {
        source: 'resend',
        key: newId(),
        messageId,
        providerId: 'carrier-7',
        told,
        code: null,
      } as const;
      await recordReceipt(town.db, receipt);
      throw new Error('no answer');
    });
    const { handed, row } = await deliver(messageId, takes);
    expect(handed).toEqual([]);
    expect(row).toMatchObject({ status: 'inviato', providerId: 'carrier-7', error: null });
  });

  it.each([
    [7_000, 7_000],
    [10 * 365 * 86_400_000, 3_600_000],
  ])('waits as long as a busy gateway asks, within an hour: %d ms', async (asked, waited) => {
    const busy = () => Promise.reject(new GatewayBusy('carrier: 429', asked));
    const { failure, row } = await deliver(await queued(), busy);
    expect(failure?.nextRetryDelay).toBe(waited);
    expect(row).toMatchObject({ status: 'in coda', error: 'carrier: 429', attempts: 1 });
  });

  it('ends with its reason where the gateway will never take it', async () => {
    const refuse = () => Promise.reject(new PermanentRefusal('carrier: 400', 'unsubscribed'));
    const { failure, row } = await deliver(await queued('sms'), refuse);
    expect(failure?.nonRetryable).toBe(true);
    expect(row).toMatchObject({ status: 'non riuscito', failure: 'unsubscribed', error: 'carrier: 400' });
  });

  it('of an application shows in the office where it was lost', async () => {
    const { slug } = await town.programme();
    const applicationId = await town.submitted(await town.user('cittadino'), slug);
    const notice = {
      applicationId,
      notice: 'submission-receipt',
      occasion: 'event-1',
      officeMail: 'u@example.org',
    } as const;
    const { messageId } = done(await noticeApplication(town.db, notice));
    expect(await undeliveredMail(town.db, applicationId)).toEqual([]);
    await deliver(messageId, () => Promise.reject(new PermanentRefusal('carrier: 550', 'unknown-recipient')));
    expect(await undeliveredMail(town.db, applicationId)).toMatchObject([
      { subject: expect.stringContaining('domanda ricevuta') as string, failure: 'unknown-recipient' },
    ]);
  });

  it('keeps no address in what it records, and tells the engine nothing of the fault', async () => {
    const { failure, row } = await deliver(await queued(), ({ recipient: to }) =>
      Promise.reject(new Error(`550 <${to}> is nobody`)),
    );
    expect(row?.error).toBe('550 <…> is nobody');
    expect(JSON.stringify([failure?.message, failure?.details, failure?.cause])).not.toContain('550');
  });
});
