import type { FailureReason } from '../../domain/delivery';
import type { MessageAttachment, WrittenMessage } from '../../domain/messages';

export interface OutgoingMessage extends WrittenMessage {
  /** The same for every try of one message: gateways that know it send once. */
  idempotencyKey: string;
  /** Mail address, or telephone number in E.164. */
  recipient: string;
  /** The text of a mail as a page; absent in an SMS. */
  html?: string;
  /** Files that go with it, by mail only. */
  attachments?: readonly MessageAttachment[];
  /**
   * When it was first handed over, where how that ended is not known for sure; null at the first try. A gateway without
   * idempotency keys looks whether it was taken then.
   */
  triedSince: Date | null;
}

/** Port to whoever carries messages. What its errors say names neither people nor secrets: it is kept and shown. */
export interface MessageGateway {
  /**
   * @returns the carrier's own id of the message
   * @throws PermanentRefusal when trying again cannot help; GatewayBusy when it helps later; any other error when it may
   */
  send(message: OutgoingMessage): Promise<string>;
}

/** The carrier will never take this message. */
export class PermanentRefusal extends Error {
  constructor(
    message: string,
    readonly reason: FailureReason = 'refused',
  ) {
    super(message);
  }
}

/** The carrier asks to be left alone for a while. */
export class GatewayBusy extends Error {
  /** @param retryAfterMs how long; null where it does not say */
  constructor(
    message: string,
    readonly retryAfterMs: number | null,
  ) {
    super(message);
  }
}
