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
  | { by: 'tier' }
  | { by: 'points' }
  | { by: Quantity; direction: 'ascending' | 'descending' }
  /** By the draw that anybody can recompute (`domain/draw.ts`): the last key, since it leaves no equals. */
  | { by: 'draw' };

/** Whether equals are drawn; otherwise the earlier arrival comes first. */
export const isDrawn = ({ order }: { order?: readonly OrderKey[] }): boolean => order?.at(-1)?.by === 'draw';

/** Somebody to be ranked. */
export interface Claim {
  applicationId: string;
  facts: HouseholdFacts;
  /** Place of the tier in the programme's list, from 0. */
  tier: number;
  points: number;
  /** The figure of its ticket in the programme's draw; null until the draw was made, and where there is none. */
  drawn: number | null;
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

/**
 * Where a claim stands by an order: a figure for each of its keys, the smaller the earlier; null is not known, and comes
 * last. The database sorts such lists the same way.
 */
export type Place = (number | null)[];

type Placed = Pick<Claim, 'facts' | 'tier' | 'points' | 'drawn'>;

/** The place of a claim by a programme's order. Empty where arrival alone decides. */
export const placeBy = (order: readonly OrderKey[], claim: Placed): Place =>
  order.map((key) => figureOf(key, claim));

/** The claims in the order of the programme; arrival alone where it names no key. What is not known comes last. */
export function ranked(order: readonly OrderKey[], claims: readonly Claim[]): Claim[] {
  return claims
    .map((claim) => ({ claim, place: placeBy(order, claim) }))
    .sort(
      (one, other) => comparePlaces(one.place, other.place) || one.claim.registered - other.claim.registered,
    )
    .map(({ claim }) => claim);
}

function figureOf(key: OrderKey, claim: Placed): number | null {
  if (key.by === 'draw') return claim.drawn;
  if (key.by === 'tier') return claim.tier;
  if (key.by === 'points') return -claim.points;
  const figure = quantityOf(claim.facts, key.by);
  return figure !== null && 'direction' in key && key.direction === 'descending' ? -figure : figure;
}

/** Below zero where the first comes before the second. */
export function comparePlaces(one: Place, other: Place): number {
  for (const [index, figure] of one.entries()) {
    const against = other[index] ?? null;
    if (figure === against) continue;
    if (figure === null || against === null) return figure === null ? 1 : -1;
    return figure - against;
  }
  return 0;
}
