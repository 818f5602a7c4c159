import type { MessageChannel } from './messages';

/** How far a message has come. A carrier that sends no receipts (SMTP) leaves it at `inviato`. */
export const messageStatuses = ['in coda', 'inviato', 'consegnato', 'non riuscito'] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** Why a message did not arrive, as far as the office can do something about it. */
export const failureReasons = [
  /** The number or the mailbox does not exist, or cannot take such a message (a landline). */
  'unknown-recipient',
  /** Telephone off for days, mailbox full: it may work later. */
  'unreachable',
  /** The person asked the carrier for no more messages. */
  'unsubscribed',
  /** A filter on the way held it back. */
  'filtered',
  /** The carrier refuses it for another reason. */
  'refused',
  /** No carrier took it for a whole day. */
  'given-up',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** What a carrier's receipt tells of a message. */
export type Receipt =
  { status: 'inviato' | 'consegnato' } | { status: 'non riuscito'; reason: FailureReason };

/** Where a message stands. */
export interface Standing {
  channel: MessageChannel;
  status: MessageStatus;
  failure: FailureReason | null;
}

/**
 * Whether a receipt changes where a message stands. Receipts come in any order, so each state knows what may follow:
 * a late `inviato` undoes nothing. A telephone that has the SMS has it, whatever was told before; a mail that came back
 * is not read, even where its server had taken it. What we gave up is changed by any word of a carrier.
 */
export function isNews({ channel, status, failure }: Standing, { status: told }: Receipt): boolean {
  switch (status) {
    case 'in coda':
      return true;
    case 'inviato':
      return told !== 'inviato';
    case 'consegnato':
      return channel === 'email' && told === 'non riuscito';
    case 'non riuscito':
      return failure === 'given-up' || (channel === 'sms' && told === 'consegnato');
  }
}
