import { Temporal } from 'temporal-polyfill';
import { civilDate } from '../../calendar';
import type { Cents } from '../../money';
import { sharePercent, shareOut } from '../amounts';
import type { Verdict } from '../criteria';
import { evaluate } from '../evaluation';
import type { HouseholdFacts } from '../facts';
import { ranked } from '../ranking';
import type { ProgrammeRules } from '../rules';

/** A household as the rules of a programme judge it. */
export interface Judged {
  facts: HouseholdFacts;
  /** `unknown` where the office would have to find something out. */
  verdict: Verdict;
  /** Of each criterion, in the order of the rules. */
  criteria: Verdict[];
  /** Place of the tier in the programme's list; behind the last where it is in none. */
  tier: number;
  percent: number;
  points: number;
  /** Null where the amount is set only when the call has closed. */
  amountCents: Cents | null;
}

/** Judges a household as its application would be: by `evaluate`, of which only what a rehearsal counts is kept. */
export function judgeHousehold(rules: ProgrammeRules, facts: HouseholdFacts): Judged {
  const { admissible, criteria, tier, totalPoints, amountCents } = evaluate(rules, facts);
  const tiers = rules.tiers ?? [];
  const at = tiers.findIndex(({ id }) => id === tier?.id);
  return {
    facts,
    verdict: admissible,
    criteria: criteria.map(({ verdict }) => verdict),
    tier: at === -1 ? tiers.length : at,
    percent: tier?.percent ?? 100,
    points: totalPoints,
    amountCents,
  };
}

/** A household with what it would have. */
export interface Tried extends Judged {
  /** What the rules give it; zero where they exclude it. */
  dueCents: Cents;
  /** What of it the fund pays: all, or nothing where the fund is empty before its turn. */
  receivedCents: Cents;
}

/** What a programme would do for these households. */
export interface Rehearsal {
  rules: ProgrammeRules;
  /** In the order in which they apply. */
  tried: Tried[];
  /** Those the rules do not exclude, in the programme's order. */
  inOrder: Tried[];
  /** With how many applications, those excluded too, the requests come to more than the fund; null where never. */
  exhaustedAfter: number | null;
}

/**
 * What the fund does for households that apply one after the other: it serves those who are not excluded in the
 * programme's order and stops at the first for whose amount it does not reach (as `scrollWaitingList` does), or is
 * shared out among them. Money is set aside for who has still to be checked, as in the sharing out. Nobody is late.
 */
export function rehearse(rules: ProgrammeRules, judged: readonly Judged[]): Rehearsal {
  const due = dueAmounts(rules, judged);
  // Equals whom a draw would tell apart stand as they arrive, which is no better a lot than another.
  const claims = judged.flatMap(({ verdict, facts, tier, points }, index) =>
    verdict === 'fails'
      ? []
      : [{ facts, tier, points, drawn: null, applicationId: String(index), registered: index }],
  );
  const order = ranked(rules.order ?? [], claims).map(({ registered }) => registered);
  const received = judged.map(() => 0);
  let left = rules.allocationCents;
  for (const index of order) {
    const amount = due[index] ?? 0;
    if (amount > left) break;
    received[index] = amount;
    left -= amount;
  }
  const tried = judged.map((household, index) => ({
    ...household,
    dueCents: due[index] ?? 0,
    receivedCents: received[index] ?? 0,
  }));
  return {
    rules,
    tried,
    inOrder: order.flatMap((index) => tried[index] ?? []),
    exhaustedAfter: firstBeyond(rules.allocationCents, due),
  };
}

function dueAmounts({ amounts, allocationCents }: ProgrammeRules, judged: readonly Judged[]): Cents[] {
  if (amounts.kind !== 'shared-out') {
    return judged.map(({ verdict, amountCents }) => (verdict === 'fails' ? 0 : (amountCents ?? 0)));
  }
  const inTime = new Date(amounts.late?.after ?? 0);
  return shareOut(
    allocationCents,
    judged.map(({ verdict, facts, percent }) => ({
      members: verdict === 'fails' ? 0 : facts.people.length,
      percent: sharePercent(amounts, percent, inTime),
    })),
  );
}

function firstBeyond(fundCents: Cents, due: readonly Cents[]): number | null {
  let asked = 0;
  const at = due.findIndex((amount) => (asked += amount) > fundCents);
  return at === -1 ? null : at + 1;
}

/** The civil day of the so-manieth application, at so many a day from the first opening on, or from today where that is past. */
export function dayOf(
  { windows }: Pick<ProgrammeRules, 'windows'>,
  applications: number,
  perDay: number,
  today: string,
): string {
  const opening = windows.map(({ opensAt }) => civilDate(new Date(opensAt))).toSorted()[0] ?? today;
  const first = Temporal.PlainDate.from(opening > today ? opening : today);
  return first.add({ days: Math.ceil(applications / perDay) - 1 }).toString();
}
