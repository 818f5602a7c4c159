import type { Cents } from '../../money';
import { largestHousehold } from '../../statistics/open-figures';
import { smallestCount, sumOf, suppressed, type PublishedCount } from '../../statistics/suppression';
import type { Criterion, Verdict } from '../criteria';
import type { Rehearsal, Tried } from './rehearsal';

/** Whom a rehearsal is about: households that nobody lives in, or people who applied, of whom small counts are not told. */
export type Population = 'synthetic' | 'past';

/** The smallest, the middle and the largest of some figures. */
export interface Spread {
  least: number;
  median: number;
  most: number;
}

export interface CriterionFigures extends Pick<Criterion, 'id' | 'text' | 'source'> {
  holds: PublishedCount;
  fails: PublishedCount;
  unknown: PublishedCount;
  /** Excluded by this criterion and by no other: who would come in without it. */
  alone: PublishedCount;
}

/** What is told of a rehearsal. Every hidden figure is null, and all that could be worked out by it is hidden too. */
export interface Figures {
  households: number;
  /** Whom the rules do not exclude, and of these whom they admit and whom the office would have to check. */
  eligible: PublishedCount;
  excluded: PublishedCount;
  admitted: PublishedCount;
  toCheck: PublishedCount;
  criteria: CriterionFigures[];
  tiers: { text: string | null; households: PublishedCount }[];
  /** Null where the programme has none, or they are hidden. */
  points: Spread | null;
  /** What the rules give, by members, those of `largestHousehold` and more together. */
  bySize: { members: number; households: PublishedCount; amounts: Spread | null; totalCents: Cents | null }[];
  amounts: Spread | null;
  meanCents: Cents | null;
  fund: {
    /** Whether it reaches for all. */
    reaches: boolean;
    allocatedCents: Cents;
    /** What all who are not excluded come to. */
    askedCents: Cents | null;
    givenCents: Cents | null;
    leftCents: Cents | null;
    served: PublishedCount;
    waiting: PublishedCount;
    exhaustedAfter: PublishedCount;
    /** What is left along the programme's order, by equal parts of those in it; empty where that is hidden. */
    leftAlong: Cents[];
  };
}

/**
 * What may be told of a rehearsal. Of people who applied, each table is protected against its total as the open figures
 * are, from the whole to the parts: what parts make is told only where the whole is. An empty cell is told: it is nobody.
 */
export function figuresOf(rehearsal: Rehearsal, population: Population): Figures {
  const { rules, tried, inOrder, exhaustedAfter } = rehearsal;
  const tell = population === 'past' ? discreetly : openly;
  const households = tried.length;
  const failing = count(tried, ({ verdict }) => verdict === 'fails');
  const [eligible = null, excluded = null] = tell([households - failing, failing]);
  const within = (whole: PublishedCount, counts: readonly number[]): PublishedCount[] =>
    whole === null ? counts.map(() => null) : tell(counts);

  const checking = count(inOrder, ({ verdict }) => verdict === 'unknown');
  const [admitted = null, toCheck = null] = within(eligible, [inOrder.length - checking, checking]);
  const paid = servedOf(inOrder);
  const [served = null, waiting = null] = within(eligible, [paid.length, inOrder.length - paid.length]);
  const due = inOrder.map(({ dueCents }) => dueCents);
  const askedCents = sumOf(due);
  const givenCents = sumOf(paid.map(({ receivedCents }) => receivedCents));
  const known = eligible !== null && eligible > 0;
  const tiers = [...(rules.tiers ?? []).map(({ text }) => text), null];
  const inTiers = within(
    eligible,
    tiers.map((_, at) => count(inOrder, ({ tier }) => tier === at)),
  );
  const sizes = Array.from({ length: largestHousehold }, (_, index) => index + 1);
  const groups = sizes.map((members) => inOrder.filter((each) => sizeOf(each) === members));
  const inSizes = within(
    eligible,
    groups.map((group) => group.length),
  );
  return {
    households,
    eligible,
    excluded,
    admitted,
    toCheck,
    criteria: (rules.criteria ?? []).map((criterion, at) => criterionFigures(criterion, at, tried, tell)),
    tiers: tiers.length === 1 ? [] : tiers.map((text, at) => ({ text, households: inTiers[at] ?? null })),
    points: known && rules.points?.length ? spread(inOrder.map(({ points }) => points)) : null,
    bySize: sizes.map((members, at) => {
      const group = (groups[at] ?? []).map(({ dueCents }) => dueCents);
      const told = inSizes[at] ?? null;
      return {
        members,
        households: told,
        amounts: told === null ? null : spread(group),
        totalCents: told === null ? null : sumOf(group),
      };
    }),
    amounts: known ? spread(due) : null,
    meanCents: known ? Math.round(askedCents / due.length) : null,
    fund: {
      reaches: exhaustedAfter === null,
      allocatedCents: rules.allocationCents,
      askedCents: eligible === null ? null : askedCents,
      givenCents: served === null ? null : givenCents,
      leftCents: served === null ? null : rules.allocationCents - givenCents,
      served,
      waiting,
      exhaustedAfter:
        population === 'past' && (served === null || (exhaustedAfter ?? 0) < smallestCount)
          ? null
          : exhaustedAfter,
      leftAlong: served === null ? [] : leftAlong(rules.allocationCents, inOrder),
    },
  };
}

/** Counts as they are; or, of people, with the small ones hidden. */
export const openly = (counts: readonly number[]): PublishedCount[] => [...counts];

/** Small counts hidden with what would tell them; where even all together are few, all of them. */
export function discreetly(counts: readonly number[]): PublishedCount[] {
  const told = suppressed(counts.filter((each) => each > 0))?.values();
  return counts.map((each) => (each === 0 ? 0 : (told?.next().value ?? null)));
}

function criterionFigures(
  { id, text, source }: Criterion,
  at: number,
  tried: readonly Tried[],
  tell: typeof openly,
): CriterionFigures {
  const is = (verdict: Verdict): number => count(tried, ({ criteria }) => criteria[at] === verdict);
  const [fails, unknown] = [is('fails'), is('unknown')];
  const alone = count(tried, ({ criteria }) =>
    criteria.every((verdict, other) => (verdict === 'fails') === (other === at)),
  );
  const [passing = null, failing = null] = tell([tried.length - fails, fails]);
  const [holding = null, checking = null] =
    passing === null ? [] : tell([tried.length - fails - unknown, unknown]);
  return {
    id,
    text,
    source,
    holds: holding,
    fails: failing,
    unknown: checking,
    alone: tell([alone, tried.length - alone])[0] ?? null,
  };
}

/** Those the fund reaches, who stand before those it does not. */
function servedOf(inOrder: readonly Tried[]): Tried[] {
  const first = inOrder.findIndex(({ dueCents, receivedCents }) => receivedCents < dueCents);
  return first === -1 ? [...inOrder] : inOrder.slice(0, first);
}

/** As many columns as anybody tells apart, none of fewer households than are told of. */
const mostColumns = 40;

function leftAlong(fundCents: Cents, inOrder: readonly Tried[]): Cents[] {
  const columns = Math.min(mostColumns, Math.floor(inOrder.length / smallestCount));
  const ends = Array.from({ length: columns }, (_, at) => Math.round(((at + 1) * inOrder.length) / columns));
  let [left, done] = [fundCents, 0];
  return ends.map((end) => {
    left -= sumOf(inOrder.slice(done, end).map(({ receivedCents }) => receivedCents));
    done = end;
    return left;
  });
}

const sizeOf = ({ facts }: Tried): number => Math.min(Math.max(facts.people.length, 1), largestHousehold);

const count = <T>(all: readonly T[], is: (each: T) => boolean): number => all.filter(is).length;

function spread(figures: readonly number[]): Spread | null {
  const sorted = figures.toSorted((one, other) => one - other);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return null;
  return { least, median: sorted[Math.floor((sorted.length - 1) / 2)] ?? least, most };
}

/** A figure by its name, for tables that set two rehearsals side by side. Null is hidden, undefined is none at all. */
export interface FigureLine {
  key: LineKey;
  unit: 'households' | 'cents';
  value: number | null | undefined;
}

const lineKeys = [
  'households',
  'admitted',
  'toCheck',
  'excluded',
  'allocated',
  'asked',
  'mean',
  'least',
  'median',
  'most',
  'served',
  'waiting',
  'given',
  'left',
  'exhaustedAfter',
] as const;

type LineKey = (typeof lineKeys)[number];

const inCents: ReadonlySet<LineKey> = new Set([
  'allocated',
  'asked',
  'mean',
  'least',
  'median',
  'most',
  'given',
  'left',
]);

/** The figures of a rehearsal that are one number each. */
export function figureLines({ fund, ...figures }: Figures): FigureLine[] {
  const values: Record<LineKey, number | null | undefined> = {
    households: figures.households,
    admitted: figures.admitted,
    toCheck: figures.toCheck,
    excluded: figures.excluded,
    allocated: fund.allocatedCents,
    asked: fund.askedCents,
    mean: figures.meanCents,
    least: figures.amounts?.least ?? null,
    median: figures.amounts?.median ?? null,
    most: figures.amounts?.most ?? null,
    served: fund.served,
    waiting: fund.waiting,
    given: fund.givenCents,
    left: fund.leftCents,
    exhaustedAfter: fund.reaches ? undefined : fund.exhaustedAfter,
  };
  return lineKeys.map((key) => ({
    key,
    unit: inCents.has(key) ? 'cents' : 'households',
    value: values[key],
  }));
}
