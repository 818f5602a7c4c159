import { randomUUID } from 'node:crypto';
import type { MessageAttachment, WrittenMessage } from '../domain/messages';

export interface OutgoingMessage extends WrittenMessage {
  /** The same for every try of one message: gateways that know it send once. */
  idempotencyKey: string;
  /** Mail address, or telephone number in E.164. */
  recipient: string;
  /** Files that go with it, by mail only. */
  attachments?: readonly MessageAttachment[];
}

/** Port to whoever carries messages. */
export interface MessageGateway {
  /**
   * @returns the carrier's own id of the message
   * @throws PermanentRefusal when trying again cannot help; any other error when it may
   */
  send(message: OutgoingMessage): Promise<string>;
}

/** The carrier will never take this message. */
export class PermanentRefusal extends Error {}

/**
 * The embedded carrier: the message's own row in the database is its mailbox, read at `/dev/messaggi`. For trying,
 * developing and tests.
 */
export const embeddedGateway: MessageGateway = {
  send: () => Promise.resolve(`embedded:${randomUUID()}`),
};
