import type { Instant } from '../calendar';
import type { Cents } from '../money';
import { judge, type Condition } from './criteria';
import { quantityOf, type HouseholdFacts, type PersonFacts, type Quantity } from './facts';

/** How much a household gets before adjustments. */
export type AmountModel =
  /** The n-th entry for n members, the last one for more. */
  | { kind: 'by-members'; table: [Cents, ...Cents[]] }
  /** An amount for the first member, another for each further one. */
  | { kind: 'first-and-further'; firstCents: Cents; furtherCents: Cents }
  /** So much a day for each adult and each minor, over a number of days, up to so much a week. */
  | { kind: 'per-day'; days: number; adultCents: Cents; minorCents: Cents; weeklyCapCents: Cents | null }
  /**
   * Set when the call has closed: the fund shared out by members and tier (see `shareOut`). Who applied after an instant
   * counts for a share of that, or for nothing.
   */
  | { kind: 'shared-out'; late?: { after: Instant; percent: number } };

/** What changes the amount afterwards, in the order of the list. */
export type Adjustment = { text: string } & (
  | { kind: 'add'; cents: Cents; when: Condition }
  | { kind: 'add-each'; cents: Cents; each: Quantity }
  | { kind: 'at-least'; cents: Cents; when: Condition }
  | { kind: 'at-most'; cents: Cents }
);

/** The part of a programme's rules that makes amounts. */
export interface AmountRules {
  amounts: AmountModel;
  adjustments?: Adjustment[];
}

/** A step on the way to the amount, with what it comes to so far. */
export interface AmountStep {
  kind: AmountModel['kind'] | Adjustment['kind'] | 'tier';
  /** The notice's words of an adjustment; empty for the model and the tier, which pages word themselves. */
  text: string;
  amountCents: Cents;
}

/**
 * The way to a household's amount: the model, each adjustment that takes effect, the tier's share rounded down to the
 * cent. Empty where the amount is set only after the closing.
 *
 * @param percent the share of the household's tier
 */
export function amountSteps(rules: AmountRules, facts: HouseholdFacts, percent: number): AmountStep[] {
  const first = modelAmount(rules.amounts, facts);
  if (first === null) return [];
  const steps: AmountStep[] = [{ kind: rules.amounts.kind, text: '', amountCents: first }];
  let amountCents = first;
  for (const adjustment of rules.adjustments ?? []) {
    const adjusted = adjust(adjustment, amountCents, facts);
    if (adjusted === amountCents) continue;
    amountCents = adjusted;
    steps.push({ kind: adjustment.kind, text: adjustment.text, amountCents });
  }
  if (percent !== 100) {
    steps.push({ kind: 'tier', text: '', amountCents: Math.floor((amountCents * percent) / 100) });
  }
  return steps;
}

function modelAmount(
  model: AmountModel,
  facts: { people: readonly Pick<PersonFacts, 'age'>[] },
): Cents | null {
  const members = Math.max(facts.people.length, 1);
  switch (model.kind) {
    case 'by-members':
      return model.table[Math.min(members, model.table.length) - 1] ?? model.table[0];
    case 'first-and-further':
      return model.firstCents + model.furtherCents * (members - 1);
    case 'per-day': {
      const minors = facts.people.filter(({ age }) => age !== null && age < 18).length;
      const daily = minors * model.minorCents + (members - minors) * model.adultCents;
      return inWeeks(model.days, daily, model.weeklyCapCents ?? Infinity);
    }
    case 'shared-out':
      return null;
  }
}

/** The sizes of household that a model tells apart to people; the last one stands for all larger ones. */
export const householdSizes = (model: AmountModel): number[] =>
  Array.from({ length: model.kind === 'by-members' ? model.table.length : 6 }, (_, index) => index + 1);

/** What a household of so many adults gets before adjustments; null where the amount is set only at the closing. */
export const amountForAdults = (model: AmountModel, members: number): Cents | null =>
  modelAmount(model, { people: Array.from({ length: members }, () => ({ age: null })) });

/** Whole weeks each up to the cap, and the days left over, which cannot come to more than a week either. */
const inWeeks = (days: number, daily: Cents, cap: Cents): Cents =>
  Math.floor(days / 7) * Math.min(7 * daily, cap) + Math.min((days % 7) * daily, cap);

function adjust(adjustment: Adjustment, amount: Cents, facts: HouseholdFacts): Cents {
  switch (adjustment.kind) {
    case 'add':
      return judge(adjustment.when, facts).verdict === 'holds' ? amount + adjustment.cents : amount;
    case 'add-each':
      return amount + adjustment.cents * (quantityOf(facts, adjustment.each) ?? 0);
    case 'at-least':
      return judge(adjustment.when, facts).verdict === 'holds' ? Math.max(amount, adjustment.cents) : amount;
    case 'at-most':
      return Math.min(amount, adjustment.cents);
  }
}

/**
 * Shares a fund out when the call has closed: each member of each household counts by its tier's share. Amounts are
 * rounded down to the cent, so that together they never exceed the fund.
 */
export function shareOut(
  fundCents: Cents,
  households: readonly { members: number; percent: number }[],
): Cents[] {
  const weights = households.map(({ members, percent }) => members * percent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) =>
    total === 0 ? 0 : Number((BigInt(fundCents) * BigInt(weight)) / BigInt(total)),
  );
}

/** What a household counts for in the sharing out, in hundredths: its tier's share, and the share of who was late. */
export function sharePercent(model: AmountModel, tierPercent: number, registeredAt: Date): number {
  const late = model.kind === 'shared-out' ? model.late : undefined;
  const isLate = late !== undefined && registeredAt > new Date(late.after);
  return isLate ? Math.floor((tierPercent * late.percent) / 100) : tierPercent;
}
