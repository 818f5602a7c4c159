import { mayHappen } from '../application/acts';
import { waitingPhase, type Phase } from '../application/phase';
import type { RejectionReason } from '../application/reasons';
import type { ApplicationStatus } from '../application/status';
import type { Cents } from '../money';
import type { Evaluation } from '../programme/evaluation';
import { invalid } from '../refusal';
import type { RowRefusal, RowTask, RowWarning } from './row';

/** An application as it stands before a batch. */
export interface Standing {
  status: ApplicationStatus;
  phase: Phase | null;
  eventNumber: number;
  operatorId: string | null;
  /** The amount of its approval, where it is approved. */
  approvedCents: Cents | null;
  evaluation: Pick<Evaluation, 'admissible' | 'amountCents'>;
  /** Whether its citizen has still to be told before a rejection, and could answer. */
  noticeOwed: boolean;
  /** Above it an approval needs a second signature; null where none does. */
  countersignAboveCents: Cents | null;
}

/** A decision wanted for a row; `proposed` is the amount by the programme's rules. */
export type WantedDecision =
  | { outcome: 'approvata'; amountCents: Cents | 'proposed'; reason: string | null }
  | { outcome: 'respinta'; reasonCodes: RejectionReason[]; reason: string | null };

export type Forecast =
  | { task: RowTask; warnings: RowWarning[]; refusal: null }
  | { task: null; warnings: RowWarning[]; refusal: RowRefusal };

/** What would come of a decision. The fund has its say only when the row's turn comes. */
export function forecastDecision(standing: Standing, wanted: WantedDecision, actorId: string): Forecast {
  const refusal = hindrance(standing, wanted);
  if (refusal) return { task: null, warnings: [], refusal };
  const { eventNumber, evaluation } = standing;
  const warnings = warningsOn(standing, wanted, actorId);
  if (wanted.outcome === 'respinta') {
    const { reasonCodes, reason } = wanted;
    return { task: { act: 'respingi', eventNumber, reasonCodes, reason }, warnings, refusal: null };
  }
  const proposedCents = evaluation.amountCents ?? 0;
  const amountCents = wanted.amountCents === 'proposed' ? proposedCents : wanted.amountCents;
  const task = { act: 'approva', eventNumber, amountCents, proposedCents, reason: wanted.reason } as const;
  return { task, warnings, refusal: null };
}

function hindrance(standing: Standing, wanted: WantedDecision): RowRefusal | null {
  const { status, phase, evaluation } = standing;
  switch (status) {
    case 'bozza':
      return { code: 'unknown-registration' };
    case 'annullata':
      return { code: 'ended' };
    case 'approvata':
    case 'respinta':
      return { code: isSame(standing, wanted) ? 'decided-so' : 'decided-otherwise' };
    case 'presentata':
  }
  const approval = wanted.outcome === 'approvata';
  if (phase === 'alla firma' || !mayHappen(standing, approval ? 'approved' : 'rejected')) {
    return { code: 'wrong-phase' };
  }
  if (!approval) return standing.noticeOwed ? { code: 'notice-owed' } : null;
  if (phase === waitingPhase) return { code: 'wrong-phase' };
  if (wanted.amountCents === 'proposed') {
    return (evaluation.amountCents ?? 0) > 0 ? null : { code: 'no-proposal' };
  }
  const departs = wanted.amountCents !== (evaluation.amountCents ?? 0);
  return departs && !wanted.reason ? invalid('reason', 'departs-from-proposal') : null;
}

function isSame({ status, approvedCents }: Standing, wanted: WantedDecision): boolean {
  if (wanted.outcome !== status) return false;
  if (wanted.outcome === 'respinta' || wanted.amountCents === 'proposed') return true;
  return wanted.amountCents === approvedCents;
}

function warningsOn(standing: Standing, wanted: WantedDecision, actorId: string): RowWarning[] {
  const { phase, operatorId, evaluation, countersignAboveCents } = standing;
  const approval = wanted.outcome === 'approvata';
  const amountCents =
    !approval || wanted.amountCents === 'proposed' ? evaluation.amountCents : wanted.amountCents;
  const found: Record<RowWarning, boolean> = {
    'not-admissible': approval && evaluation.admissible === 'fails',
    'to-verify': approval && evaluation.admissible === 'unknown',
    'waits-for-citizen': phase === 'integrazione richiesta' || phase === 'preavviso di rigetto',
    countersign: approval && countersignAboveCents !== null && (amountCents ?? 0) > countersignAboveCents,
    'in-charge': operatorId !== null && operatorId !== actorId,
  };
  return (Object.keys(found) as RowWarning[]).filter((warning) => found[warning]);
}
