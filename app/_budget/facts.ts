import { notFound } from 'next/navigation';
import { database } from '@/app/_server/database';
import { uuid } from '@/app/api/v1/uuid';
import {
  budgets,
  emptyBudget,
  eventsByDay,
  leadTimesOf,
  ledgerByDay,
  oldestUndecided,
  openByAge,
  waitingTotals,
} from '@/db/queries/budget';
import { databaseNow } from '@/db/queries/clock';
import { programmeBudgets } from '@/db/queries/programmes';
import type { ApplicationEventKind } from '@/domain/application/events';
import { waitingPhase } from '@/domain/application/phase';
import { civilDate, daysUntil } from '@/domain/calendar';
import { forecast } from '@/domain/programme/forecast';
import { lastClosing } from '@/domain/programme/terms';

/** Civil days the charts by day show, today the last. */
const shownDays = 30;

/** Complete civil days the forecast looks back on. */
const forecastDays = 14;

export type BudgetFacts = Awaited<ReturnType<typeof budgetFacts>>;

/** A programme of the address, or the page does not exist. */
export async function programmeOf(id: string) {
  const programme = (await programmeBudgets(database())).find((each) => each.id === uuid(id));
  return programme ?? notFound();
}

/** All that the budget page of a programme tells. Everything is read from sums by day; no list is counted. */
export async function budgetFacts(id: string) {
  const db = database();
  const [programme, now] = await Promise.all([programmeOf(id), databaseNow(db)]);
  const today = civilDate(now);
  const days = daysUntil(today, shownDays);
  const span = [days[0] ?? today, today] as const;
  const [all, waiting, oldest, ages, decided, taken, ledger, events] = await Promise.all([
    budgets(db),
    waitingTotals(db, programme.id),
    oldestUndecided(db, programme.id),
    openByAge(db, programme.id, today),
    leadTimesOf(db, programme.id, 'decision'),
    leadTimesOf(db, programme.id, 'take-in-charge'),
    ledgerByDay(db, programme.id, ['issue', 'redemption', 'void'], ...span),
    eventsByDay(db, programme.id, ['submitted', 'approved', 'rejected', 'wait-listed'], ...span),
  ]);
  const budget = all.get(programme.id) ?? emptyBudget;
  const cents = by(ledger, ({ cents: each }) => each);
  const counts = by(events, ({ events: each }) => each);
  const undecided = ages.filter(({ phase }) => phase !== waitingPhase);
  return {
    programme,
    now,
    today,
    days,
    budget,
    waiting,
    oldest,
    ages,
    decided,
    taken,
    flow: days.map((day) => ({
      day,
      committedCents: cents(day, 'issue'),
      spentCents: cents(day, 'redemption') - cents(day, 'void'),
      submitted: counts(day, 'submitted'),
      approved: counts(day, 'approved'),
      waitListed: counts(day, 'wait-listed'),
      rejected: counts(day, 'rejected'),
    })),
    forecast: forecast({
      residualCents: budget.residualCents,
      days: days.slice(-forecastDays - 1, -1).map((day) => ({
        approvals: counts(day, 'approved'),
        rejections: counts(day, 'rejected'),
        committedCents: cents(day, 'issue'),
      })),
      undecided: undecided.reduce((sum, { applications }) => sum + applications, 0),
      waitingCents: waiting.cents,
      today,
      open: now < lastClosing(programme.rules) && programme.status === 'attivo',
    }),
  };
}

function by<Row extends { day: string; kind: string }>(rows: Row[], figure: (row: Row) => number) {
  const figures = new Map(rows.map((row) => [`${row.day} ${row.kind}`, figure(row)]));
  return (day: string, kind: ApplicationEventKind | Row['kind']): number =>
    figures.get(`${day} ${kind}`) ?? 0;
}
