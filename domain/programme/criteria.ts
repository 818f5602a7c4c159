import { quantityOf, sourceOf, type FactSource, type HouseholdFacts, type Quantity } from './facts';

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
  /** Where what was found comes from; absent in evaluations stored before it was told. */
  source?: FactSource;
}

/** A criterion judged: why, in figures, and what would change it. */
export interface JudgedCriterion {
  id: string;
  text: string;
  source: string;
  verdict: Verdict;
  checks: Check[];
  /**
   * Where it does not hold: the ways in which it would, the shortest first. All the checks of one way must come out.
   * Absent in evaluations stored before it was told.
   */
  remedies?: Check[][];
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
    const source = sourceOf(facts, quantity);
    return { verdict, checks: [{ quantity, found, is, threshold, verdict, source }] };
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

/** As many ways out as anybody reads. */
const shownRemedies = 4;

/** The ways in which a condition would come to hold, each a list of checks that must come out; one empty way where it holds. */
function remediesOf(condition: Condition, facts: HouseholdFacts): Check[][] {
  const { verdict, checks } = judge(condition, facts);
  if (verdict === 'holds') return [[]];
  if ('quantity' in condition) return [checks];
  if ('any' in condition) return shortest(condition.any.flatMap((part) => remediesOf(part, facts)));
  return condition.all.reduce<Check[][]>(
    (ways, part) =>
      shortest(ways.flatMap((way) => remediesOf(part, facts).map((further) => [...way, ...further]))),
    [[]],
  );
}

const shortest = (ways: Check[][]): Check[][] =>
  ways.toSorted((one, other) => one.length - other.length).slice(0, shownRemedies);

/** Judges a requirement of the notice. */
export function judgeCriterion({ holds, ...criterion }: Criterion, facts: HouseholdFacts): JudgedCriterion {
  const judged = judge(holds, facts);
  return {
    ...criterion,
    ...judged,
    ...(judged.verdict === 'holds' ? {} : { remedies: remediesOf(holds, facts) }),
  };
}
