import type { Cents } from '../money';
import type { Instant } from '../calendar';

/** The office's term, as it stands from now on. */
export interface ReviewTerm {
  warnAt: Instant;
  decideBy: Instant;
  /** When the responsabile is told that no decision came; absent in terms set before there was this. */
  escalateAt?: Instant;
}

/** The office waits for the citizen: until when, and whether its own term stands still meanwhile. */
interface AskedOfCitizen {
  requestId: string;
  answerBy: Instant;
  /** When the citizen is reminded. */
  remindAt: Instant;
  suspends: boolean;
}

/**
 * What happened to an application, the truth from which its status is folded. An event carries opaque ids, codes,
 * amounts and instants only, never personal data or free text: events travel to the workflow engine and outlive
 * the rows they speak of. Instants are terms already worked out from the programme's version by the command.
 */
export type ApplicationEvent =
  | { kind: 'opened'; remindAt: Instant | null; discardAt: Instant }
  | ({ kind: 'submitted' } & ReviewTerm)
  | { kind: 'taken-in-charge'; operatorId: string }
  | { kind: 'put-back' }
  /** Integrazione: the office asks for what is missing (L. 241/1990 art. 2 c. 7). */
  | ({ kind: 'clarification-requested' } & AskedOfCitizen)
  /** Preavviso di rigetto (L. 241/1990 art. 10-bis). */
  | ({ kind: 'rejection-announced' } & AskedOfCitizen)
  | ({ kind: 'citizen-answered'; requestId: string } & ReviewTerm)
  | ({ kind: 'answer-lapsed'; requestId: string } & ReviewTerm)
  /** Approved by one, to be signed by a second person; with the term that goes on where an answer was still awaited. */
  | ({ kind: 'approval-proposed'; proposalId: string } & Partial<ReviewTerm>)
  | { kind: 'proposal-returned'; proposalId: string }
  /** Approved on the merits; the fund does not reach for it yet. */
  | { kind: 'wait-listed'; decisionId: string; amountCents: Cents }
  | { kind: 'approved'; decisionId: string; amountCents: Cents }
  /** `reviewUntil`: until when its citizen may ask for a review; absent where the programme grants none. */
  | { kind: 'rejected'; decisionId: string; reviewUntil?: Instant }
  | ({ kind: 'review-requested'; reviewId: string } & ReviewTerm)
  | { kind: 'withdrawn' }
  /** Ended by the office without a decision on the merits (a duplicate, filed by mistake). */
  | { kind: 'annulled' }
  | { kind: 'discarded' }
  | { kind: 'voucher-issued'; voucherId: string; noticesAt: Instant[]; expiresAt: Instant }
  | { kind: 'voucher-exhausted'; closesAt: Instant }
  | { kind: 'voucher-replenished' }
  | { kind: 'voucher-expired' }
  | { kind: 'voucher-blocked' }
  | { kind: 'voucher-unblocked' }
  | { kind: 'voucher-extended'; noticesAt: Instant[]; expiresAt: Instant }
  /** A new code over the same balance; the old one opens nothing any more. */
  | { kind: 'voucher-code-replaced' }
  /** The code goes out again, perhaps to another number. */
  | { kind: 'voucher-code-resent' }
  /** The approval is taken back: the voucher is revoked and what is left of it returns to the fund. */
  | { kind: 'revoked' };

export type ApplicationEventKind = ApplicationEvent['kind'];

export type EventOf<K extends ApplicationEventKind> = Extract<ApplicationEvent, { kind: K }>;
