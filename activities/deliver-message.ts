import { ApplicationFailure } from '@temporalio/common';
import { readMessage, recordFailure, recordSent, type QueuedMessage } from '../commands/message/deliver';
import type { Database } from '../db/client';
import { writeLetter } from '../documents/letter';
import type { Letterhead } from '../documents/pdf';
import { writeReceipt } from '../documents/receipt';
import { writeMessage, type MessageAttachment, type MessageChannel, type Sender } from '../domain/messages';
import { PermanentRefusal, type MessageGateway } from '../integrations/message-gateway';

export interface Delivery {
  db: Database;
  gateways: Record<MessageChannel, MessageGateway>;
  sender: Sender;
  /** The Ente as it signs the documents that go with mail. */
  letterhead: Letterhead;
}

/**
 * Hands a queued message to its gateway. A message already sent is left alone; a fault is recorded and thrown, to be
 * tried again; what the gateway will never take (a number that does not exist) is not tried again.
 */
export async function deliverMessage(delivery: Delivery, messageId: string): Promise<void> {
  const { db, gateways, sender } = delivery;
  const message = await readMessage(db, messageId);
  if (!message || message.status === 'inviato') return;
  const written = writeMessage(message.kind, message.params as never, sender);
  try {
    const attachments = await attachmentsOf(message, delivery);
    const providerId = await gateways[message.channel].send({
      idempotencyKey: message.id,
      recipient: message.recipient,
      ...written,
      attachments,
    });
    await recordSent(db, message.id, { ...written, attachments, providerId });
  } catch (fault) {
    await recordFailure(db, message.id, fault instanceof Error ? fault.message : String(fault), false);
    // The fault's own words may hold an address: the engine keeps only that it happened.
    throw fault instanceof PermanentRefusal
      ? ApplicationFailure.nonRetryable('the gateway refuses this message')
      : ApplicationFailure.retryable('the gateway did not take the message');
  }
}

/** The files that go with a message. Mail speaks Italian, and so do they. */
async function attachmentsOf(
  { receipt, letter }: QueuedMessage,
  { letterhead, sender: { url } }: Delivery,
): Promise<MessageAttachment[]> {
  if (letter) return [await writeLetter(letter, { letterhead, url }, 'it')];
  return receipt ? [await writeReceipt(receipt, { letterhead, url }, 'it')] : [];
}
