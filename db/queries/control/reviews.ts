import { desc, eq, inArray, sql } from 'drizzle-orm';
import { readSignalKey, signalState, type Signal, type SignalState } from '../../../domain/control/signals';
import type { Queryable } from '../../client';
import { controlReviews } from '../../schema/control';
import { users } from '../../schema/people';
import { signals, type SignalSearch } from './signals';

export type SignalInList = Signal & { state: SignalState };

/** The signals with where each stands. */
export async function signalList(db: Queryable, search: SignalSearch): Promise<SignalInList[]> {
  const found = await signals(db, search);
  const reviews =
    found.length === 0
      ? []
      : await db
          .selectDistinctOn([controlReviews.signal])
          .from(controlReviews)
          .where(
            inArray(
              controlReviews.signal,
              found.map(({ key }) => key),
            ),
          )
          .orderBy(controlReviews.signal, desc(controlReviews.at), desc(controlReviews.id));
  const last = new Map(reviews.map((review) => [review.signal, review]));
  return found.map((signal) => ({ ...signal, state: signalState(signal, last.get(signal.key) ?? null) }));
}

/** A signal as it stands now, or null where there is none of this name with the thresholds in force. */
export async function signalOf(db: Queryable, key: string): Promise<SignalInList | null> {
  const named = readSignalKey(key);
  if (named === null) return null;
  const all = await signalList(db, { ...named, since: new Date(0) });
  return all.find((signal) => signal.key === key) ?? null;
}

/** What was found about a signal, newest first. */
export const reviewsOf = (db: Queryable, key: string) =>
  db
    .select({
      id: controlReviews.id,
      finding: controlReviews.finding,
      note: controlReviews.note,
      seen: controlReviews.seen,
      by: sql<string>`${users.givenName} || ' ' || ${users.familyName}`,
      at: controlReviews.at,
    })
    .from(controlReviews)
    .innerJoin(users, eq(users.id, controlReviews.reviewedBy))
    .where(eq(controlReviews.signal, key))
    .orderBy(desc(controlReviews.at), desc(controlReviews.id));
