import { and, asc, eq, isNull } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '../../db/client';
import { applicationEvents, applications, householdClaims } from '../../db/schema/applications';
import { outbox } from '../../db/schema/delivery';
import { accounts } from '../../db/schema/ledger';
import { openApplicationRow, type Opened } from '../../db/sealing/columns';
import type { ApplicationEventKind } from '../../domain/application/events';
import { foldStatus } from '../../domain/application/status';

/** What happened to an application, in order. */
export async function historyOf(db: Database, applicationId: string): Promise<ApplicationEventKind[]> {
  const events = await db
    .select({ kind: applicationEvents.kind })
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, applicationId))
    .orderBy(asc(applicationEvents.number));
  return events.map(({ kind }) => kind);
}

export async function applicationOf(
  db: Database,
  applicationId: string,
): Promise<Opened<typeof applications.$inferSelect>> {
  const [row] = await db.select().from(applications).where(eq(applications.id, applicationId));
  if (!row) throw new Error('there is no such application');
  return openApplicationRow(row);
}

/** What each account of an owner holds, in cents, by kind. */
export async function balancesOf(db: Database, ownerId: string): Promise<Record<string, number>> {
  const rows = await db.select().from(accounts).where(eq(accounts.ownerId, ownerId));
  return Object.fromEntries(rows.map(({ kind, balanceCents }) => [kind, balanceCents]));
}

/**
 * What must hold of every application as long as nothing was delivered: its status is the fold of its events, which are
 * numbered without gaps, and each of them waits in the outbox as it was written.
 */
export async function expectSoundHistories(db: Database): Promise<void> {
  const rows = await db.select().from(applications);
  const events = await db.select().from(applicationEvents).orderBy(asc(applicationEvents.number));
  const told = await db.select().from(outbox).where(eq(outbox.process, 'application'));
  expect(rows.length).toBeGreaterThan(0);
  for (const { id, status, eventNumber } of rows) {
    const own = events.filter(({ applicationId }) => applicationId === id);
    expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1));
    expect(own).toHaveLength(eventNumber);
    expect(foldStatus(own.map(({ kind }) => kind))).toBe(status);
    const waiting = told.filter(({ businessId }) => businessId === id);
    expect(waiting.toSorted((one, other) => one.number - other.number).map(({ event }) => event)).toEqual(
      own.map(({ payload }) => payload),
    );
  }
}

/** The outcomes of acts done at once: how many succeeded, and the codes of the refusals. */
export function tally(outcomes: readonly ({ ok: true } | { ok: false; error: { code: string } })[]) {
  return {
    done: outcomes.filter(({ ok }) => ok).length,
    refusals: outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.code])),
  };
}

/** The same act many times at once. */
export const atOnce = <T>(times: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => act(index)));

/** The members for whom an application stands in the way of another one, as hashes: its claims that live. */
export async function livingClaims(db: Database, applicationId: string): Promise<Buffer[]> {
  const rows = await db
    .select({ memberHash: householdClaims.memberHash })
    .from(householdClaims)
    .where(and(eq(householdClaims.applicationId, applicationId), isNull(householdClaims.releasedAt)));
  return rows.map(({ memberHash }) => memberHash);
}
