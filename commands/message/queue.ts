import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { messages, outbox } from '../../db/schema/delivery';
import { sealedMessage } from '../../db/sealing/columns';
import { channelOf, type MessageKind, type MessageParams } from '../../domain/messages';

export interface MessageToQueue<K extends MessageKind = MessageKind> {
  kind: K;
  /** Mail address or telephone number in E.164. */
  recipient: string;
  params: MessageParams[K];
  /** What it tells, e.g. `voucher-code:{application}`: queued once, whoever asks again. */
  businessKey: string;
}

/** Queues a message once. The workflow that asked for it delivers it. */
export async function queueMessage<K extends MessageKind>(
  tx: Queryable,
  { kind, recipient, params, businessKey }: MessageToQueue<K>,
): Promise<{ messageId: string }> {
  const id = newId();
  await tx
    .insert(messages)
    .values({
      id,
      kind,
      channel: channelOf(kind),
      recipient,
      params: sealedMessage.params.seal(id, params),
      businessKey,
    })
    .onConflictDoNothing();
  const [queued] = await tx
    .select({ messageId: messages.id })
    .from(messages)
    .where(eq(messages.businessKey, businessKey));
  if (!queued) throw new Error('the queued message is missing');
  return queued;
}

/** Queues a message that belongs to no other workflow, with the word that starts one to deliver it. */
export async function postMessage<K extends MessageKind>(
  tx: Queryable,
  message: MessageToQueue<K>,
): Promise<{ messageId: string }> {
  const { messageId } = await queueMessage(tx, message);
  await tx
    .insert(outbox)
    .values({ process: 'message', businessId: messageId, number: 1, event: { kind: 'queued' } })
    .onConflictDoNothing();
  return { messageId };
}
