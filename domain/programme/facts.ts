import type { Cents } from '../money';

/** Somebody of the household, as far as rules ask. */
export interface PersonFacts {
  /** Completed years on the day the application is judged; null where neither date nor tax code tells. */
  age: number | null;
  birthYear: number | null;
  disabled: boolean;
}

/** Where a fact comes from: the applicant, the register of residents, INPS, or the office's own records. */
export const factSources = ['dichiarato', 'anagrafe', 'inps', 'ufficio'] as const;

export type FactSource = (typeof factSources)[number];

/** What is known of a household when it is judged. Null is "not known", which is never the same as zero. */
export interface HouseholdFacts {
  people: readonly PersonFacts[];
  /** Members with a chronic illness: only declared, never listed by name. */
  chronic: number | null;
  /** ISEE in cents. */
  isee: Cents | null;
  monthlyIncome: Cents | null;
  liquidAssets: Cents | null;
  /** Public support received in a month; zero where none is. */
  monthlySupport: Cents | null;
  /** Monthly rent or mortgage. */
  housingCost: Cents | null;
  /** What the office knows and nobody is asked: whether the household was helped by an earlier call. */
  helpedBefore: boolean | null;
  needsMedicines: boolean | null;
  /** Where facts come from that are not as declared. */
  sources?: Partial<Record<'people' | 'isee' | 'helpedBefore', FactSource>>;
}

/** Figures that rules may speak of by name. Amounts are in cents; what is or is not is one or zero. */
export const namedQuantities = [
  'members',
  'disabled',
  'chronic',
  'isee',
  'monthly-income',
  'monthly-income-per-member',
  'liquid-assets',
  'monthly-support',
  'housing-cost',
  'helped-before',
  'needs-medicines',
] as const;

type NamedQuantity = (typeof namedQuantities)[number];

/** A figure that rules may speak of. */
export type Quantity =
  | NamedQuantity
  /** How many members are of an age, in completed years, both ends included. */
  | { aged: { from?: number; to?: number } }
  /** How many members were born in these years, both ends included. */
  | { born: { from?: number; to?: number } };

/** What a quantity is counted in; what is or is not is one or zero. */
export type QuantityUnit = 'euro' | 'count' | 'yes-no';

const units: Partial<Record<NamedQuantity, QuantityUnit>> = {
  isee: 'euro',
  'monthly-income': 'euro',
  'monthly-income-per-member': 'euro',
  'liquid-assets': 'euro',
  'monthly-support': 'euro',
  'housing-cost': 'euro',
  'helped-before': 'yes-no',
  'needs-medicines': 'yes-no',
};

export const unitOf = (quantity: Quantity): QuantityUnit =>
  (typeof quantity === 'string' && units[quantity]) || 'count';

const asNumber = (known: boolean | null): number | null => (known === null ? null : Number(known));

const named: Record<NamedQuantity, (facts: HouseholdFacts) => number | null> = {
  members: ({ people }) => people.length,
  disabled: ({ people }) => people.filter(({ disabled }) => disabled).length,
  chronic: ({ chronic }) => chronic,
  isee: ({ isee }) => isee,
  'monthly-income': ({ monthlyIncome }) => monthlyIncome,
  'monthly-income-per-member': ({ monthlyIncome, people }) =>
    monthlyIncome === null ? null : Math.floor(monthlyIncome / Math.max(people.length, 1)),
  'liquid-assets': ({ liquidAssets }) => liquidAssets,
  'monthly-support': ({ monthlySupport }) => monthlySupport,
  'housing-cost': ({ housingCost }) => housingCost,
  'helped-before': ({ helpedBefore }) => asNumber(helpedBefore),
  'needs-medicines': ({ needsMedicines }) => asNumber(needsMedicines),
};

/** The quantity of this household, or null where it is not known; one unknown age makes a count by age unknown. */
export function quantityOf(facts: HouseholdFacts, quantity: Quantity): number | null {
  if (typeof quantity === 'string') return named[quantity](facts);
  const [years, { from = -Infinity, to = Infinity }] =
    'aged' in quantity
      ? [facts.people.map(({ age }) => age), quantity.aged]
      : [facts.people.map(({ birthYear }) => birthYear), quantity.born];
  if (years.includes(null)) return null;
  return years.filter((year) => year !== null && year >= from && year <= to).length;
}

/** Where the figure of a quantity comes from. Who is disabled, and what people earn, is only ever declared. */
export function sourceOf({ sources = {} }: HouseholdFacts, quantity: Quantity): FactSource {
  if (typeof quantity !== 'string' || quantity === 'members') return sources.people ?? 'dichiarato';
  if (quantity === 'isee') return sources.isee ?? 'dichiarato';
  return (quantity === 'helped-before' && sources.helpedBefore) || 'dichiarato';
}
