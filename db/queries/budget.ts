import { and, asc, between, count, eq, inArray, isNull, min, ne, sql, sum } from 'drizzle-orm';
import type { ApplicationEventKind } from '../../domain/application/events';
import type { Phase } from '../../domain/application/phase';
import type { TransferKind } from '../../domain/ledger';
import type { Cents } from '../../domain/money';
import type { LeadStep, LeadTime } from '../../domain/programme/lead-times';
import type { Queryable } from '../client';
import { applications } from '../schema/applications';
import { eventDays, leadTimes, ledgerDays, standingDays, waitingList } from '../schema/budget';

/**
 * A programme's money, in cents. `allocated` = `committed` + `saved` + `residual` always; what was spent and paid is part
 * of what was committed.
 */
export interface Budget {
  /** Stanziato. */
  allocatedCents: Cents;
  /** Impegnato: approved, less what came back of expired and revoked vouchers. */
  committedCents: Cents;
  /** Speso at the tills, less what was voided. */
  spentCents: Cents;
  /** Liquidato to merchants. */
  paidCents: Cents;
  /** Economie of a closed programme. */
  savedCents: Cents;
  /** What the fund still holds. */
  residualCents: Cents;
}

const number = (value: string | null): number => Number(value ?? 0);

/** The money of every programme that has any, from the sums by day: no transfer is read. */
export async function budgets(db: Queryable): Promise<Map<string, Budget>> {
  const rows = await db
    .select({ programmeId: ledgerDays.programmeId, kind: ledgerDays.kind, cents: sum(ledgerDays.cents) })
    .from(ledgerDays)
    .groupBy(ledgerDays.programmeId, ledgerDays.kind);
  const sums = new Map<string, Map<TransferKind, Cents>>();
  for (const { programmeId, kind, cents } of rows) {
    const known = sums.get(programmeId) ?? new Map<TransferKind, Cents>();
    sums.set(programmeId, known.set(kind, number(cents)));
  }
  return new Map([...sums].map(([id, kinds]) => [id, budgetOf((kind) => kinds.get(kind) ?? 0)]));
}

export const emptyBudget = budgetOf(() => 0);

function budgetOf(moved: (kind: TransferKind) => Cents): Budget {
  const allocatedCents = moved('allocation') - moved('reduction');
  const committedCents = moved('issue') - moved('expiry') - moved('revocation');
  const savedCents = moved('closing');
  return {
    allocatedCents,
    committedCents,
    spentCents: moved('redemption') - moved('void'),
    paidCents: moved('settlement') - moved('payment-return'),
    savedCents,
    residualCents: allocatedCents - committedCents - savedCents,
  };
}

/** Movements and cents of some kinds by civil day, both ends included; days without any are absent. */
export async function ledgerByDay(
  db: Queryable,
  programmeId: string,
  kinds: TransferKind[],
  from: string,
  to: string,
): Promise<{ day: string; kind: TransferKind; cents: Cents }[]> {
  const rows = await db
    .select({ day: ledgerDays.day, kind: ledgerDays.kind, cents: sum(ledgerDays.cents) })
    .from(ledgerDays)
    .where(
      and(
        eq(ledgerDays.programmeId, programmeId),
        inArray(ledgerDays.kind, kinds),
        between(ledgerDays.day, from, to),
      ),
    )
    .groupBy(ledgerDays.day, ledgerDays.kind);
  return rows.map((row) => ({ ...row, cents: number(row.cents) }));
}

/** Events of some kinds by civil day, both ends included; days without any are absent. */
export async function eventsByDay(
  db: Queryable,
  programmeId: string,
  kinds: ApplicationEventKind[],
  from: string,
  to: string,
): Promise<{ day: string; kind: ApplicationEventKind; events: number }[]> {
  const rows = await db
    .select({ day: eventDays.day, kind: eventDays.kind, events: sum(eventDays.events) })
    .from(eventDays)
    .where(
      and(
        eq(eventDays.programmeId, programmeId),
        inArray(eventDays.kind, kinds),
        between(eventDays.day, from, to),
      ),
    )
    .groupBy(eventDays.day, eventDays.kind);
  return rows.map((row) => ({ ...row, events: number(row.events) }));
}

/** The applications to decide by phase and by the age of their registration in civil days. */
export async function openByAge(
  db: Queryable,
  programmeId: string,
  today: string,
): Promise<{ phase: Phase; age: number; applications: number }[]> {
  const age = sql<number>`${today}::date - ${standingDays.day}`;
  const rows = await db
    .select({ phase: standingDays.phase, age, applications: sum(standingDays.applications) })
    .from(standingDays)
    .where(
      and(
        eq(standingDays.programmeId, programmeId),
        eq(standingDays.status, 'presentata'),
        ne(standingDays.phase, ''),
      ),
    )
    .groupBy(standingDays.phase, standingDays.day);
  return rows.map((row) => ({ ...row, phase: row.phase as Phase, applications: number(row.applications) }));
}

/** How long the applications of a programme waited for a step of the office. */
export async function leadTimesOf(db: Queryable, programmeId: string, step: LeadStep): Promise<LeadTime[]> {
  const rows = await db
    .select({ days: leadTimes.days, applications: sum(leadTimes.applications) })
    .from(leadTimes)
    .where(and(eq(leadTimes.programmeId, programmeId), eq(leadTimes.step, step)))
    .groupBy(leadTimes.days)
    .orderBy(asc(leadTimes.days));
  return rows.map((row) => ({ ...row, applications: number(row.applications) }));
}

/** The application whose decision is owed soonest: the oldest that nobody has decided. */
export async function oldestUndecided(
  db: Queryable,
  programmeId: string,
): Promise<{ id: string; decideBy: Date } | null> {
  const [oldest] = await db
    .select({ id: applications.id, decideBy: applications.decideBy })
    .from(applications)
    .where(
      and(
        eq(applications.programmeId, programmeId),
        sql`${applications.status} = 'presentata' and ${applications.phase} <> 'in lista d''attesa'`,
      ),
    )
    .orderBy(asc(applications.decideBy))
    .limit(1);
  return oldest?.decideBy ? { id: oldest.id, decideBy: oldest.decideBy } : null;
}

/** Who waits for a programme's fund: how many, for how much, and since when. */
export async function waitingTotals(
  db: Queryable,
  programmeId: string,
): Promise<{ applications: number; cents: Cents; since: Date | null }> {
  const [row] = await db
    .select({ applications: count(), cents: sum(waitingList.amountCents), since: min(waitingList.joinedAt) })
    .from(waitingList)
    .where(and(eq(waitingList.programmeId, programmeId), isNull(waitingList.leftAt)));
  return {
    applications: row?.applications ?? 0,
    cents: number(row?.cents ?? null),
    since: row?.since ?? null,
  };
}
