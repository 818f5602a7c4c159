import { quantityOf, type HouseholdFacts, type Quantity } from './facts';

/** How a quantity is compared with the threshold, as notices say it: "non superiore a", "inferiore a", … */
export const comparisonNames = ['at-most', 'less-than', 'at-least', 'more-than'] as const;

export type Comparison = (typeof comparisonNames)[number];

/** A condition as data. An empty `all` always holds. */
export type Condition =
  { quantity: Quantity; is: Comparison; value: number } | { all: Condition[] } | { any: Condition[] };

/** A requirement of the notice, with its own words and where they stand. */
export interface Criterion {
  /** Stable name within the programme, e.g. `isee`. */
  id: string;
  /** In the notice's words, for people. */
  text: string;
  /** Article of the notice, ordinance or resolution. */
  source: string;
  holds: Condition;
}

export type Verdict = 'holds' | 'fails' | 'unknown';

/** One comparison that was made, with what stood on both sides. */
export interface Check {
  quantity: Quantity;
  /** Null where it is not known. */
  found: number | null;
  is: Comparison;
  threshold: number;
  verdict: Verdict;
}

/** A criterion judged: why, in figures. What would change a failure is its failing checks. */
export interface JudgedCriterion {
  id: string;
  text: string;
  source: string;
  verdict: Verdict;
  checks: Check[];
}

const comparisons: Record<Comparison, (found: number, threshold: number) => boolean> = {
  'at-most': (found, threshold) => found <= threshold,
  'less-than': (found, threshold) => found < threshold,
  'at-least': (found, threshold) => found >= threshold,
  'more-than': (found, threshold) => found > threshold,
};

/** Judges a condition; what is not known makes it unknown unless the rest decides it anyway. */
export function judge(condition: Condition, facts: HouseholdFacts): { verdict: Verdict; checks: Check[] } {
  if ('quantity' in condition) {
    const { quantity, is, value: threshold } = condition;
    const found = quantityOf(facts, quantity);
    const verdict = found === null ? 'unknown' : comparisons[is](found, threshold) ? 'holds' : 'fails';
    return { verdict, checks: [{ quantity, found, is, threshold, verdict }] };
  }
  const every = 'all' in condition;
  const parts = (every ? condition.all : condition.any).map((part) => judge(part, facts));
  const [decisive, otherwise]: [Verdict, Verdict] = every ? ['fails', 'holds'] : ['holds', 'fails'];
  const verdicts = parts.map(({ verdict }) => verdict);
  return {
    verdict: verdicts.includes(decisive) ? decisive : verdicts.includes('unknown') ? 'unknown' : otherwise,
    checks: parts.flatMap(({ checks }) => checks),
  };
}

/** Judges a requirement of the notice. */
export const judgeCriterion = (
  { holds, ...criterion }: Criterion,
  facts: HouseholdFacts,
): JudgedCriterion => ({
  ...criterion,
  ...judge(holds, facts),
});
