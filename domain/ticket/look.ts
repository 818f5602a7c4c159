import type { Instant } from '../calendar';
import type { MessageStatus } from '../delivery';
import type { Cents } from '../money';
import type { VoucherStanding } from '../voucher/status';

/** What the desk may look at from a ticket: a voucher of its person by its last letters, or an access by its username. */
export const lookKinds = ['voucher', 'access'] as const;

export type LookKind = (typeof lookKinds)[number];

/** How a message fared, and the end of where it went. */
export interface ShownMessage {
  status: MessageStatus;
  at: Instant;
  /** `••• 567`, or `m•••@example.org`. */
  to: string;
}

/** What a look showed. It is kept as it was shown: never a code, a password or a whole number. */
export type Shown =
  | { kind: 'nothing' }
  /** The ticket is of nobody known: there was nowhere to look, which says nothing of the voucher. */
  | { kind: 'nobody' }
  | {
      kind: 'voucher';
      standing: VoucherStanding;
      expiresAt: Instant;
      /** Only for who may see it. */
      balanceCents: Cents | null;
      sms: ShownMessage | null;
    }
  | {
      kind: 'access';
      /** `must-change`: the first password, sent by mail, was never changed. */
      state: 'usable' | 'must-change' | 'suspended';
      /** The last mail with credentials or with a link for a new password. */
      mail: ShownMessage | null;
    };

/** How many of a code's last letters the desk must know. */
export const endingLength = 3;

/** A mail address that its owner knows again and nobody else can read. */
export const maskedMail = (address: string): string => address.replace(/^(.)[^@]*@/, '$1•••@');
