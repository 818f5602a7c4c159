import type { Queryable } from '../../db/client';
import { colleagues } from '../../db/queries/batches';
import { readReasons, rejectionReasons } from '../../domain/application/reasons';
import { mostFiltered, type BatchParams } from '../../domain/batch/batch';
import { forecastDecision, type Forecast, type WantedDecision } from '../../domain/batch/forecast';
import { longestReason } from '../../domain/batch/results';
import { invalid, type Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import { mayRun, type User } from './authorise';
import { prepareBatch, type PreparedRow } from './prepare';
import { slicesOf, standingsOf, type StandingApplication } from './standing';

/** One decision for many: the amount each is proposed by its programme's rules, or the same reasons for all. */
export type CommonDecision =
  { outcome: 'approvata' } | { outcome: 'respinta'; reasonCodes: readonly string[]; reason: string };

/**
 * Prepares decisions on applications chosen in the worklist.
 *
 * Refusals: those of `prepareBatch`; `invalid` (no reason where one is owed, nothing or too much chosen).
 */
export async function prepareDecisions(
  db: Queryable,
  actor: Actor,
  input: { applicationIds: readonly string[]; decision: CommonDecision },
): Promise<Outcome<{ batchId: string }>> {
  const { applicationIds, decision } = input;
  const meant = meaningOf(decision);
  if (!meant.ok) return meant;
  const { params, wanted } = meant.value;
  return prepareChosen(db, actor, 'decide', params, applicationIds, (standing, { id }) =>
    forecastDecision(standing, wanted, id),
  );
}

function meaningOf(decision: CommonDecision): Outcome<{ params: BatchParams; wanted: WantedDecision }> {
  const { outcome } = decision;
  if (outcome === 'approvata')
    return ok({ params: decision, wanted: { outcome, amountCents: 'proposed', reason: null } });
  const { reason } = decision;
  const read = readReasons(rejectionReasons, decision.reasonCodes, reason);
  if ('fault' in read)
    return refused(invalid(read.fault, read.fault === 'reason' ? 'required' : 'choose-reason'));
  const faulty = reason.trim() === '' ? null : faultyReason(reason);
  if (faulty) return refused(faulty);
  const [reasonCodes, words] = [read.codes, reason.trim()];
  return ok({
    params: { outcome, reasonCodes, ...(words && { reason: words }) },
    wanted: { outcome, reasonCodes, reason: words || null },
  });
}

/**
 * Prepares the assignment of applications to a colleague.
 *
 * Refusals: those of `prepareBatch`; `invalid` (nobody of the office, nothing or too much chosen).
 */
export async function prepareAssignment(
  db: Queryable,
  actor: Actor,
  input: { applicationIds: readonly string[]; operatorId: string },
): Promise<Outcome<{ batchId: string }>> {
  const { applicationIds, operatorId } = input;
  if (!mayRun(actor, 'assign')) return refused({ code: 'not-found' });
  const known = (await colleagues(db)).some(({ id }) => id === operatorId);
  if (!known) return refused(invalid('operatorId', 'choice'));
  return prepareChosen(db, actor, 'assign', { operatorId }, applicationIds, (standing) =>
    forecastAssignment(standing, operatorId),
  );
}

function forecastAssignment(standing: StandingApplication, operatorId: string): Forecast {
  const hindered = (code: 'ended' | 'already-theirs'): Forecast => ({
    task: null,
    warnings: [],
    refusal: { code },
  });
  if (standing.status !== 'presentata') return hindered('ended');
  if (standing.operatorId === operatorId) return hindered('already-theirs');
  const task = { act: 'assegna', eventNumber: standing.eventNumber, operatorId } as const;
  return { task, warnings: standing.operatorId === null ? [] : ['in-charge'], refusal: null };
}

/** A reason that all rows share. */
export function faultyReason(reason: string): Refusal | null {
  if (reason.trim() === '') return invalid('reason', 'required');
  if (/[\0\p{Surrogate}]/u.test(reason)) return invalid('reason', 'characters');
  return reason.length > longestReason ? invalid('reason', 'too-long') : null;
}

async function prepareChosen(
  db: Queryable,
  actor: Actor,
  kind: 'decide' | 'assign',
  params: BatchParams,
  applicationIds: readonly string[],
  forecast: (standing: StandingApplication, actor: User) => Forecast,
): Promise<Outcome<{ batchId: string }>> {
  const chosen = [...new Set(applicationIds)];
  if (chosen.length > mostFiltered) return refused(invalid('', 'batch-too-many', { most: mostFiltered }));
  if (!mayRun(actor, kind)) return refused({ code: 'not-found' });
  const user = actor;
  async function* rows(): AsyncGenerator<PreparedRow[]> {
    for (const ids of slicesOf(chosen)) {
      const standings = await standingsOf(db, ids);
      yield ids.map((id) => {
        const standing = standings.get(id);
        return standing
          ? { applicationId: id, label: standing.label, ...forecast(standing, user) }
          : unknown(id);
      });
    }
  }
  return prepareBatch(db, actor, { kind, params }, rows());
}

/** What is not there is named by what was asked for. */
const unknown = (label: string): PreparedRow => ({
  label,
  applicationId: null,
  task: null,
  warnings: [],
  refusal: { code: 'unknown-registration' },
});
