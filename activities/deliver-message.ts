import { ApplicationFailure } from '@temporalio/common';
import {
  readMessage,
  recordEnd,
  recordFailure,
  recordSent,
  recordTry,
  type QueuedMessage,
} from '../commands/message/deliver';
import type { Database } from '../db/client';
import { writeLetter } from '../documents/letter';
import { writeMailPage } from '../documents/mail';
import type { Letterhead } from '../documents/pdf';
import { writeReceipt } from '../documents/receipt';
import { writeMessage, type MessageAttachment, type MessageChannel, type Sender } from '../domain/messages';
import { GatewayBusy, PermanentRefusal, type MessageGateway } from '../integrations/messages/port';

export interface Delivery {
  db: Database;
  gateways: Record<MessageChannel, MessageGateway>;
  sender: Sender;
  /** The Ente as it signs the documents that go with mail. */
  letterhead: Letterhead;
}

/** Nobody is left alone for longer: a carrier's word of next year is one of an hour. */
const longestWaitMs = 60 * 60 * 1000;

/**
 * Hands a queued message to its gateway. A message that has left is left alone; a fault is recorded and thrown, to be
 * tried again when the gateway says or by the workflow's patience; what the gateway will never take (a number that does
 * not exist) is not tried again.
 */
export async function deliverMessage(delivery: Delivery, messageId: string): Promise<void> {
  const message = await readMessage(delivery.db, messageId);
  if (message) await hand(message, delivery);
}

async function hand(message: QueuedMessage, delivery: Delivery): Promise<void> {
  const { db, gateways, sender } = delivery;
  // A try that was the last is followed by no other, whoever asks for one.
  if (message.sentAt !== null || message.status === 'non riuscito') return;
  try {
    const written = writeMessage(message.kind, message.params as never, sender);
    const attachments = await attachmentsOf(message, delivery);
    const tried = await recordTry(db, message.id, { ...written, attachments });
    if (tried === 'nothing') return;
    const providerId = await gateways[message.channel].send({
      idempotencyKey: message.id,
      recipient: message.recipient,
      ...written,
      ...(message.channel === 'email' && { html: writeMailPage(written, sender) }),
      attachments,
      ...tried,
    });
    await recordSent(db, message.id, providerId);
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    await recordFailure(db, message.id, words.replaceAll(message.recipient, '…'));
    if (fault instanceof PermanentRefusal) await recordEnd(db, message.id, fault.reason);
    throw failureOf(fault);
  }
}

/** How long a gateway that failed is spared, in milliseconds: whoever waits for it keeps a worker from its own acts. */
const sparedMs = 30_000;

/**
 * Hands messages to gateways that are well, each at once.
 *
 * @returns `deliver`, which answers whether the message has left; a fault is recorded, and another will try with patience
 */
export function straightDelivery(delivery: Delivery): (messageId: string) => Promise<{ left: boolean }> {
  const sparedUntil = new Map<MessageChannel, number>();
  return async (messageId) => {
    const message = await readMessage(delivery.db, messageId);
    if (!message) return { left: true };
    const { channel } = message;
    if (performance.now() < (sparedUntil.get(channel) ?? 0)) return { left: false };
    try {
      await hand(message, delivery);
      return { left: true };
    } catch (fault) {
      if (fault instanceof ApplicationFailure && fault.nonRetryable) throw fault;
      sparedUntil.set(channel, performance.now() + sparedMs);
      return { left: false };
    }
  };
}

/** What the engine keeps: the fault's own words may hold an address, so only that it happened. */
function failureOf(fault: unknown): ApplicationFailure {
  if (fault instanceof PermanentRefusal) {
    return ApplicationFailure.nonRetryable('the gateway refuses this message');
  }
  const wait = fault instanceof GatewayBusy ? fault.retryAfterMs : null;
  return ApplicationFailure.create({
    message: 'the gateway did not take the message',
    ...(wait !== null && { nextRetryDelay: Math.min(wait, longestWaitMs) }),
  });
}

/** The files that go with a message. Mail speaks Italian, and so do they. */
async function attachmentsOf(
  { receipt, letter }: QueuedMessage,
  { letterhead, sender: { url } }: Delivery,
): Promise<MessageAttachment[]> {
  if (letter) return [await writeLetter(letter, { letterhead, url }, 'it')];
  return receipt ? [await writeReceipt(receipt, { letterhead, url }, 'it')] : [];
}
