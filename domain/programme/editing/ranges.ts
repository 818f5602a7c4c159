import type { Condition } from '../criteria';
import type { Quantity } from '../facts';
import type { ProgrammeRules } from '../rules';
import type { RuleFault } from './rule-fault';

/** The values of one quantity that a condition takes, both ends included; null where it is about more than one. */
interface Range {
  quantity: string;
  from: number;
  to: number;
}

const whole = { from: -Infinity, to: Infinity };

/** Reads a condition as a range: comparisons of one quantity that must all hold. */
function rangeOf(condition: Condition): Range | null {
  if ('any' in condition) return null;
  if ('all' in condition) {
    const ranges = condition.all.map(rangeOf);
    const [first] = ranges;
    if (!first) return null;
    return ranges.every((range) => range?.quantity === first.quantity)
      ? (ranges as Range[]).reduce((one, other) => ({
          quantity: one.quantity,
          from: Math.max(one.from, other.from),
          to: Math.min(one.to, other.to),
        }))
      : null;
  }
  const { quantity, is, value } = condition;
  const ends = {
    'at-most': { ...whole, to: value },
    'less-than': { ...whole, to: value - 1 },
    'at-least': { ...whole, from: value },
    'more-than': { ...whole, from: value + 1 },
  };
  return { quantity: JSON.stringify(quantity), ...ends[is] };
}

const contains = (outer: Range, inner: Range): boolean => outer.from <= inner.from && inner.to <= outer.to;
const meet = (one: Range, other: Range): boolean => one.from <= other.to && other.from <= one.to;

const isAlways = (condition: Condition): boolean => 'all' in condition && condition.all.length === 0;

/**
 * Bands that cannot be meant: one that nobody reaches, because an earlier one takes all of it (bands out of order), or two
 * that share a part of their values. A wider band after a narrower one is in order: it takes the rest.
 */
function tierFaults({ tiers = [] }: ProgrammeRules): RuleFault[] {
  return tiers.flatMap(({ when }, place): RuleFault[] => {
    const range = rangeOf(when);
    for (const [index, earlier] of tiers.slice(0, place).entries()) {
      const params = { other: index + 1 };
      const at = ['tiers', place, 'when'];
      const taken = rangeOf(earlier.when);
      const related = range && taken && range.quantity === taken.quantity;
      if (isAlways(earlier.when) || (related && contains(taken, range))) {
        return [{ path: at, code: 'tier-unreachable', params }];
      }
      if (related && meet(range, taken) && !contains(range, taken)) {
        return [{ path: at, code: 'tiers-overlap', params }];
      }
    }
    return [];
  });
}

const yearsOf = (quantity: Quantity): Range | null => {
  if (typeof quantity === 'string') return null;
  const [name, { from = -Infinity, to = Infinity }] =
    'aged' in quantity ? ['aged', quantity.aged] : ['born', quantity.born];
  return { quantity: name, from, to };
};

/** Ages that share some years, so that somebody would count in both; one within the other is an addition on purpose. */
function ageFaults(list: 'points' | 'adjustments', rows: readonly object[]): RuleFault[] {
  const ranges = rows.map((row) => ('each' in row ? yearsOf(row.each as Quantity) : null));
  return ranges.flatMap((range, place) => {
    const other = ranges
      .slice(0, place)
      .findIndex(
        (earlier) =>
          range &&
          earlier?.quantity === range.quantity &&
          meet(range, earlier) &&
          !contains(range, earlier) &&
          !contains(earlier, range),
      );
    return other < 0
      ? []
      : [{ path: [list, place, 'each'], code: 'ages-overlap', params: { other: other + 1 } }];
  });
}

/** Two requirements of one quantity that no household meets both. */
function criteriaFaults({ criteria = [] }: ProgrammeRules): RuleFault[] {
  const ranges = criteria.map(({ holds }) => rangeOf(holds));
  return ranges.flatMap((range, place) => {
    const other = ranges
      .slice(0, place)
      .findIndex((earlier) => range && earlier?.quantity === range.quantity && !meet(range, earlier));
    return other < 0
      ? []
      : [{ path: ['criteria', place, 'holds'], code: 'criteria-contradict', params: { other: other + 1 } }];
  });
}

/** Bands and ages that overlap or stand in the wrong order, and requirements that exclude one another. */
export const rangeFaults = (rules: ProgrammeRules): RuleFault[] => [
  ...criteriaFaults(rules),
  ...tierFaults(rules),
  ...ageFaults('points', rules.points ?? []),
  ...ageFaults('adjustments', rules.adjustments ?? []),
];
