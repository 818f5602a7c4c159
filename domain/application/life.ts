import type { Instant } from '../calendar';
import type { VoucherStatus } from '../voucher/status';
import type { ApplicationEvent, ApplicationEventKind, EventOf, ReviewTerm } from './events';
import { phaseAfter, type Phase } from './phase';
import { statusAfter, type ApplicationStatus } from './status';

/** What a workflow remembers of an application: the fold of its events, with the terms that are running. */
export interface Life {
  status: ApplicationStatus;
  draft: Omit<EventOf<'opened'>, 'kind'>;
  review: Review | null;
  /** Where the office stands with a presented application; null in every other state. */
  phase: Phase | null;
  /** Of a rejected application: until when a review may be asked for; null where none may be. */
  reviewUntil: Instant | null;
  voucher: VoucherLife | null;
}

/** The office's term, and what it waits for from the citizen. */
export interface Review extends ReviewTerm {
  asked: Omit<EventOf<'clarification-requested'>, 'kind'> | null;
}

export interface VoucherLife {
  id: string;
  status: VoucherStatus;
  noticesAt: Instant[];
  expiresAt: Instant;
  /** When an exhausted voucher can no longer be refilled by a void. */
  closesAt: Instant | null;
}

/** The life after an event. Throws where the event cannot follow: the workflow would otherwise act on a wrong story. */
export function lifeAfter(life: Life | null, event: ApplicationEvent): Life {
  const status = statusAfter(life?.status ?? null, event.kind);
  if (status === null)
    throw new Error(`event ${event.kind} cannot follow in state ${life?.status ?? 'none'}`);
  if (event.kind === 'opened') {
    const { kind: _, ...draft } = event;
    return { status, draft, review: null, phase: null, reviewUntil: null, voucher: null };
  }
  if (life === null) throw new Error('a life begins with its opening');
  return {
    ...life,
    status,
    review: reviewAfter(life.review, event),
    phase: phaseAfter(life.phase, event.kind),
    reviewUntil: event.kind === 'rejected' ? (event.reviewUntil ?? null) : null,
    voucher: voucherAfter(life.voucher, event),
  };
}

function reviewAfter(review: Review | null, event: ApplicationEvent): Review | null {
  if ('warnAt' in event && event.warnAt !== undefined && event.decideBy !== undefined) {
    const { warnAt, decideBy, escalateAt } = event;
    return { warnAt, decideBy, ...(escalateAt && { escalateAt }), asked: null };
  }
  if (!('suspends' in event)) return review;
  if (review === null) throw new Error(`event ${event.kind} cannot follow before a submission`);
  const { kind: _, ...asked } = event;
  return { ...review, asked };
}

/** What each event changes of a voucher that was issued. */
const voucherMoves: { [K in ApplicationEventKind]?: (event: EventOf<K>) => Partial<VoucherLife> } = {
  'voucher-exhausted': ({ closesAt }) => ({ status: 'esaurito', closesAt }),
  'voucher-replenished': () => ({ status: 'attivo', closesAt: null }),
  'voucher-expired': () => ({ status: 'scaduto' }),
  'voucher-blocked': () => ({ status: 'bloccato' }),
  'voucher-unblocked': () => ({ status: 'attivo' }),
  'voucher-extended': ({ noticesAt, expiresAt }) => ({ noticesAt, expiresAt }),
  'voucher-code-replaced': () => ({}),
  'voucher-code-resent': () => ({}),
};

function voucherAfter(voucher: VoucherLife | null, event: ApplicationEvent): VoucherLife | null {
  if (event.kind === 'voucher-issued') {
    const { voucherId: id, noticesAt, expiresAt } = event;
    return { id, status: 'attivo', noticesAt, expiresAt, closesAt: null };
  }
  // An approval may be taken back before its voucher was issued.
  if (event.kind === 'revoked') return voucher && { ...voucher, status: 'revocato' };
  const move = voucherMoves[event.kind] as ((event: ApplicationEvent) => Partial<VoucherLife>) | undefined;
  if (move === undefined) return voucher;
  if (voucher === null) throw new Error(`event ${event.kind} cannot follow before a voucher is issued`);
  return { ...voucher, ...move(event) };
}
