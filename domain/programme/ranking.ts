import { judge, type Condition } from './criteria';
import { quantityOf, type HouseholdFacts, type Quantity } from './facts';

/** A band of applicants, served before the next one, with the share of the amount it gets. */
export interface Tier {
  id: string;
  /** In the notice's words. */
  text: string;
  when: Condition;
  /** 100 for the whole amount, 50 for half of it. */
  percent: number;
}

/** Points for a ranking: for each of something, or once where a condition holds. */
export type PointRule = { text: string; points: number } & ({ each: Quantity } | { when: Condition });

/** What a ranking is ordered by; the earlier key decides, the next only among equals. */
export type OrderKey =
  { by: 'tier' } | { by: 'points' } | { by: Quantity; direction: 'ascending' | 'descending' };

/** Somebody to be ranked. */
export interface Claim {
  applicationId: string;
  facts: HouseholdFacts;
  /** Place of the tier in the programme's list, from 0. */
  tier: number;
  points: number;
  /** Place in the protocol register: the last key of every order (arrival). */
  registered: number;
}

/** The points of one rule; what is not known gives none. */
export const pointsBy = (rule: PointRule, facts: HouseholdFacts): number =>
  'each' in rule
    ? rule.points * (quantityOf(facts, rule.each) ?? 0)
    : judge(rule.when, facts).verdict === 'holds'
      ? rule.points
      : 0;

/** The claims in the order of the programme; arrival alone where it names no key. What is not known comes last. */
export function ranked(order: readonly OrderKey[], claims: readonly Claim[]): Claim[] {
  return [...claims].sort((one, other) => {
    for (const key of order) {
      const difference = compareBy(key, one, other);
      if (difference !== 0) return difference;
    }
    return one.registered - other.registered;
  });
}

function compareBy(key: OrderKey, one: Claim, other: Claim): number {
  if (key.by === 'tier') return one.tier - other.tier;
  if (key.by === 'points') return other.points - one.points;
  const sign = 'direction' in key && key.direction === 'descending' ? -1 : 1;
  const [first, second] = [quantityOf(one.facts, key.by), quantityOf(other.facts, key.by)];
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  return sign * (first - second);
}
