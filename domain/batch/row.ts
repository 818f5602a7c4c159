import type { ApplicationStatus } from '../application/status';
import type { Phase } from '../application/phase';
import type { RejectionReason } from '../application/reasons';
import type { Instant } from '../calendar';
import type { Cents } from '../money';
import type { Refusal } from '../refusal';

/** A row waits for its turn, was taken out by hand, was done, or could not be. */
export const rowStates = ['in coda', 'esclusa', 'fatta', 'rifiutata'] as const;

export type RowState = (typeof rowStates)[number];

/** What is to be done to one application, as it was shown; `eventNumber` is how far its story had come then. */
export type RowTask =
  | { act: 'approva'; eventNumber: number; amountCents: Cents; proposedCents: Cents; reason: string | null }
  /** Without codes where it was prepared before rejections of many had them. */
  | { act: 'respingi'; eventNumber: number; reasonCodes?: RejectionReason[]; reason: string | null }
  | { act: 'assegna'; eventNumber: number; operatorId: string }
  | { act: 'proroga'; expiresOn: string; expiresAt: Instant; reason: string };

/** What a row does not forbid, but should be looked at before. */
export const rowWarnings = [
  'not-admissible',
  'to-verify',
  'waits-for-citizen',
  'countersign',
  'in-charge',
] as const;

export type RowWarning = (typeof rowWarnings)[number];

/** Why a row is not done: an act's own refusal, or what only many at once can meet. */
export type RowRefusal =
  | Refusal
  /** Something happened to the application after the preview. */
  | { code: 'row-changed' }
  /** A fault of the system, met again at every try. */
  | { code: 'row-failed' }
  | { code: 'unknown-registration' }
  | { code: 'repeated' }
  | { code: 'decided-so' }
  | { code: 'decided-otherwise' }
  | { code: 'ended' }
  | { code: 'wrong-phase' }
  | { code: 'no-proposal' }
  | { code: 'already-theirs' }
  | { code: 'voucher-ended' }
  | { code: 'expires-later' };

/** Where the application stood when the act was done. */
export interface RowResult {
  status: ApplicationStatus;
  phase: Phase | null;
}
