import { validate } from 'uuid';
import type { Database, Queryable } from '../../db/client';
import { refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { currentTrace } from '../../tracing/trace';
import { forEachDatabase, inGroups } from '../group-commit';
import { retryLostRaces, type Outcome } from '../transaction';
import type { SubmissionCall } from './submission/judge';
import type { Receipt } from './submission/register';
import { submitAll } from './submission/submit-all';

export type { Receipt } from './submission/register';

/**
 * Sends an application ("Spedisci"): bozza → presentata, locked from then on, with its protocol number. Sending it
 * again gives the same receipt. Applications that arrive together are sent together, each by itself: what is refused to
 * one touches none of the others. The window is judged by the database's clock, and counts as open to whoever came while
 * it was, however long they waited here for their turn.
 *
 * @param input.version the version of the answers that was read before sending; another one in between is refused
 * @param input.readBack on the telephone, that the summary was read to the citizen, who confirmed it
 * @param input.language in which the declarations were read above their boxes; Italian where it is not said
 *
 * Refusals: those of `holdFor`; `not-editable` (withdrawn or discarded), `stale-version`, `programme-closed`, `window-closed`, `incomplete` with a
 * fault for each field, `household-already-applied` (somebody of the household is in another application of the programme).
 */
export async function submitApplication(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; version?: number; language?: string; readBack?: boolean },
): Promise<Outcome<Receipt>> {
  if (!validate(input.applicationId)) return refused({ code: 'not-found' });
  const call = { ...input, actor, cameAt: performance.now(), trace: currentTrace() };
  if ('$client' in db) return submitTogether(db as Database)(call);
  const [outcome] = await commit(db, [call]);
  return outcome!;
}

const submitTogether = forEachDatabase((db: Database) => {
  const join = inGroups((calls: readonly SubmissionCall[]) => commit(db, calls), {
    size: 128,
    atOnce: 2,
    shares: true,
  });
  const underWay = new Map<string, Promise<Outcome<Receipt>>>();
  /** Sent twice at once, an application is sent by the first and answered its receipt by the second. */
  return async function submit(call: SubmissionCall): Promise<Outcome<Receipt>> {
    const { applicationId } = call;
    for (let same = underWay.get(applicationId); same; same = underWay.get(applicationId))
      await same.catch(() => undefined);
    const outcome = join(call).finally(() => underWay.delete(applicationId));
    underWay.set(applicationId, outcome);
    return outcome;
  };
});

const commit = (db: Queryable, calls: readonly SubmissionCall[]): Promise<Outcome<Receipt>[]> =>
  retryLostRaces(() => db.transaction((tx) => submitAll(tx, calls)));
