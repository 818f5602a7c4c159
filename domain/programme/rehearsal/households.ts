import { randomOf, type Random } from '../../random';
import type { Cents } from '../../money';
import type { HouseholdFacts, PersonFacts } from '../facts';

/** How many households may be asked for at once, and the seeds there are. */
export const sizeRange = { least: 10, most: 10_000 } as const;
export const seedRange = { least: 0, most: 999_999 } as const;

/**
 * Households that nobody lives in: the same for the same seed, and the first of many are the same as of few. Shares are
 * round figures after what is published of Italy (members, ages and disability: ISTAT; ISEE: INPS, of those who ask for
 * one, who are poorer than the rest); nothing else about them is said of anybody.
 *
 * Some facts are missing as they are in applications: an ISEE that was not asked for, and always the medicines, which no
 * form asks about.
 *
 * @param year the civil year in which ages are counted
 */
export function syntheticHouseholds(seed: number, size: number, year: number): HouseholdFacts[] {
  const town = randomOf(seed);
  return Array.from({ length: size }, () => householdOf(town.fork(), year));
}

function householdOf(random: Random, year: number): HouseholdFacts {
  const ages = agesOf(random, 1 + shared(random, membersShares));
  const people = ages.map((age): PersonFacts => ({
    age,
    birthYear: year - age,
    disabled: random.chance(byAge(age, disabledShares)),
  }));
  const isee = euros(random, iseeSteps);
  const scale = equivalenceScale[Math.min(ages.length, equivalenceScale.length) - 1] ?? 1;
  return {
    people,
    chronic: ages.filter((age) => random.chance(byAge(age, chronicShares))).length,
    monthlyIncome: Math.floor((isee * scale * random.between(60, 110)) / 1_200),
    isee: random.chance(0.08) ? null : isee,
    liquidAssets: euros(random, savingsSteps),
    monthlySupport: random.chance(0.3) ? random.between(50, 700) * 100 : 0,
    housingCost: random.chance(0.45) ? random.between(200, 700) * 100 : 0,
    helpedBefore: random.chance(0.2),
    needsMedicines: null,
  };
}

/** Households of one member, of two, … of six, in hundredths. */
const membersShares = [36, 27, 18, 14, 4, 1];

/** Up to 17 years, up to 64, and beyond. */
type ByAge = readonly [minor: number, adult: number, old: number];
const disabledShares: ByAge = [0.02, 0.04, 0.14];
const chronicShares: ByAge = [0.04, 0.12, 0.35];

/** DPCM 159/2013, annex 1: what an ISEE is divided by. */
const equivalenceScale = [1, 1.57, 2.04, 2.46, 2.85, 3.2];

/** Up to which euro which part of all comes, straight between one step and the next. */
type Steps = readonly (readonly [part: number, euro: number])[];
const iseeSteps: Steps = [
  [0.1, 0],
  [0.25, 3_000],
  [0.4, 6_000],
  [0.55, 9_360],
  [0.75, 15_000],
  [0.9, 25_000],
  [0.98, 40_000],
  [1, 75_000],
];
const savingsSteps: Steps = [
  [0.1, 0],
  [0.35, 300],
  [0.55, 1_200],
  [0.75, 4_000],
  [0.9, 12_000],
  [1, 60_000],
];

const byAge = (age: number, [minor, adult, old]: ByAge): number =>
  age < 18 ? minor : age < 65 ? adult : old;

/** Which of the shares, which make a hundred, is drawn. */
function shared(random: Random, shares: readonly number[]): number {
  let left = random.between(1, 100);
  return shares.findIndex((share) => (left -= share) <= 0);
}

function euros(random: Random, steps: Steps): Cents {
  const part = random.next();
  const above = steps.findIndex(([to]) => part < to);
  const [[from, least], [to, most]] = [steps[above - 1] ?? [0, 0], steps[above] ?? [1, 0]];
  return Math.round(least + ((most - least) * (part - from)) / (to - from)) * 100;
}

/** One or two adults, who are old where nobody is young, and their children, some of them grown up. */
function agesOf(random: Random, members: number): number[] {
  const couple = members > 1 && random.chance(0.78);
  const children = members - (couple ? 2 : 1);
  const first =
    children > 0
      ? random.between(24, 58)
      : random.chance(0.45)
        ? random.between(65, 92)
        : random.between(22, 64);
  const second = couple ? [Math.max(18, first + random.between(-8, 8))] : [];
  const eldest = Math.min(first, ...second) - 18;
  return [
    first,
    ...second,
    ...Array.from({ length: children }, () => random.between(0, Math.min(28, Math.max(0, eldest)))),
  ];
}
