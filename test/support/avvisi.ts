import type { ProgrammeRules } from '../../domain/programme/rules';
import type { Comparison, Condition, Criterion } from '../../domain/programme/criteria';
import type { HouseholdFacts, PersonFacts, Quantity } from '../../domain/programme/facts';

/** The part of a programme that judges a household. */
export type Avviso = Pick<
  ProgrammeRules,
  'criteria' | 'tiers' | 'points' | 'order' | 'amounts' | 'adjustments'
>;

const euro = (amount: number): number => Math.round(amount * 100);

const table = (...amounts: [number, ...number[]]): Avviso['amounts'] => {
  const [first, ...others] = amounts;
  return { kind: 'by-members', table: [euro(first), ...others.map(euro)] };
};

const when = (quantity: Quantity, is: Comparison, value: number): Condition => ({ quantity, is, value });

const criterion = (id: string, text: string, holds: Condition): Criterion => ({
  id,
  text,
  source: 'avviso pubblico',
  holds,
});

const always: Condition = { all: [] };

/**
 * The notices whose figures were published, each as data (the municipality and the year of its call). Where only the
 * ends of a table are known (Vallo della Lucania, Città di Castello), the steps between are even; where a notice says how
 * households are judged or ranked and not how much they get (Cagliari, Cervesina, Amelia), the amounts are round figures;
 * which case of Amelia has which of its two thresholds was not published, so the lower one goes with public support; the
 * 28 days of Monte San Giovanni Campano are four weeks.
 */
export const avvisi = {
  'Messina 2021': {
    criteria: [criterion('isee', 'ISEE non superiore a 9.360 €', when('isee', 'at-most', euro(9360)))],
    amounts: table(300, 400, 600, 700, 800),
  },
  'Castelvetrano 2020': {
    amounts: table(120, 220, 320, 380, 420),
    adjustments: [
      {
        kind: 'at-least',
        text: 'Importo massimo con un bambino fino a 2 anni o una disabilità',
        cents: euro(420),
        when: { any: [when({ aged: { to: 2 } }, 'at-least', 1), when('disabled', 'at-least', 1)] },
      },
      { kind: 'add', text: 'Farmaci', cents: euro(30), when: when('needs-medicines', 'at-least', 1) },
    ],
  },
  'Savona 2020': {
    criteria: [
      criterion('liquid', 'Disponibilità fino a 2.000 €', when('liquid-assets', 'at-most', euro(2000))),
    ],
    amounts: { kind: 'first-and-further', firstCents: euro(150), furtherCents: euro(50) },
    adjustments: [{ kind: 'at-most', text: 'Massimo per nucleo', cents: euro(400) }],
  },
  'Parrano 2020': { amounts: table(100, 200, 300, 400, 500) },
  'Giungano 2020': { amounts: table(100, 150, 200, 300) },
  'Manduria 2021': { amounts: table(100, 200, 300, 300, 400) },
  'Milano 2021': { amounts: table(150, 150, 150, 350) },
  'Città di Castello 2021': { amounts: table(130, 184, 238, 292, 346, 400) },
  'Amelia 2021': {
    criteria: [
      criterion('isee', 'ISEE inferiore a 8.265 €, o a 6.000 € con un sostegno pubblico', {
        any: [
          when('isee', 'less-than', euro(6000)),
          { all: [when('isee', 'less-than', euro(8265)), when('monthly-support', 'at-most', 0)] },
        ],
      }),
    ],
    amounts: table(100, 150, 200, 250),
  },
  'Giovinazzo 2021': {
    amounts: { kind: 'first-and-further', firstCents: euro(100), furtherCents: euro(100) },
    tiers: [
      {
        id: 'nuovi',
        text: 'Nuclei mai aiutati prima',
        when: when('helped-before', 'less-than', 1),
        percent: 100,
      },
      { id: 'gia-aiutati', text: 'Nuclei già aiutati con il bando precedente', when: always, percent: 50 },
    ],
    order: [{ by: 'tier' }, { by: 'monthly-income', direction: 'ascending' }],
  },
  'Monte San Giovanni Campano 2021': {
    amounts: {
      kind: 'per-day',
      days: 28,
      adultCents: euro(5),
      minorCents: euro(7),
      weeklyCapCents: euro(100),
    },
  },
  'Sassari 2020': {
    criteria: [
      criterion('entrate', 'Entrate fino a 800 € al mese', when('monthly-income', 'at-most', euro(800))),
    ],
    tiers: [
      {
        id: 'senza-sostegno',
        text: 'Nuclei senza altri sostegni',
        when: when('monthly-support', 'at-most', 0),
        percent: 100,
      },
      { id: 'con-sostegno', text: 'Nuclei con altri sostegni', when: always, percent: 50 },
    ],
    amounts: { kind: 'shared-out' },
  },
  'Cagliari 2021': {
    criteria: [criterion('isee', 'ISEE non superiore a 12.000 €', when('isee', 'at-most', euro(12_000)))],
    amounts: table(100),
  },
  'Vallo della Lucania 2022': {
    criteria: [criterion('isee', 'ISEE non superiore a 10.000 €', when('isee', 'at-most', euro(10_000)))],
    order: [
      { by: 'isee', direction: 'ascending' },
      { by: 'members', direction: 'descending' },
    ],
    amounts: table(150, 240, 330, 420, 510, 600),
  },
  'Cervesina 2020': {
    criteria: [
      criterion('sostegno', 'Sostegno fino a 600 € al mese', when('monthly-support', 'at-most', euro(600))),
    ],
    tiers: [
      {
        id: 'senza-sostegno',
        text: 'Nuclei senza sostegno',
        when: when('monthly-support', 'at-most', 0),
        percent: 100,
      },
      { id: 'con-sostegno', text: 'Nuclei con un sostegno fino a 600 €', when: always, percent: 100 },
    ],
    points: [
      {
        text: 'Una persona con più di 65 anni o un bambino fino a 6',
        points: 10,
        when: {
          any: [when({ aged: { from: 66 } }, 'at-least', 1), when({ aged: { to: 6 } }, 'at-least', 1)],
        },
      },
      { text: 'Per ogni persona con disabilità', points: 10, each: 'disabled' },
      { text: 'Per ogni persona con patologie croniche', points: 10, each: 'chronic' },
      { text: 'Per ogni componente', points: 3, each: 'members' },
    ],
    order: [{ by: 'tier' }, { by: 'points' }],
    amounts: table(100),
  },
  'Latisana 2020': {
    criteria: [
      criterion('entrate', 'Entrate fino a 600 € al mese', when('monthly-income', 'at-most', euro(600))),
      criterion('liquidita', 'Liquidità fino a 2.000 €', when('liquid-assets', 'at-most', euro(2000))),
    ],
    amounts: { kind: 'first-and-further', firstCents: euro(200), furtherCents: euro(100) },
    adjustments: [{ kind: 'at-most', text: 'Massimo per nucleo', cents: euro(500) }],
  },
  'Bonus Vacanze 2020': {
    criteria: [criterion('isee', 'ISEE non superiore a 40.000 €', when('isee', 'at-most', euro(40_000)))],
    amounts: table(150, 300, 500),
  },
  'Dedicata a te 2023': {
    criteria: [
      criterion('isee', 'ISEE non superiore a 15.000 €', when('isee', 'at-most', euro(15_000))),
      criterion('nucleo', 'Almeno tre componenti', when('members', 'at-least', 3)),
    ],
    tiers: [
      {
        id: 'nati-dal-2009',
        text: 'Almeno un componente nato dal 2009',
        when: when({ born: { from: 2009 } }, 'at-least', 1),
        percent: 100,
      },
      {
        id: 'nati-dal-2005',
        text: 'Almeno un componente nato dal 2005',
        when: when({ born: { from: 2005 } }, 'at-least', 1),
        percent: 100,
      },
      { id: 'altri', text: 'Altri nuclei', when: always, percent: 100 },
    ],
    order: [{ by: 'tier' }, { by: 'isee', direction: 'ascending' }],
    amounts: table(382.5),
  },
} as const satisfies Record<string, Avviso>;

/** People of the given ages, in 2021, healthy unless said. */
export const peopleAged = (...ages: number[]): PersonFacts[] =>
  ages.map((age) => ({ age, birthYear: 2021 - age, disabled: false }));

/** A household in need that asks for nothing special; a test changes what it is about. */
export const household = (changes: Partial<HouseholdFacts> = {}): HouseholdFacts => ({
  people: peopleAged(40),
  chronic: 0,
  isee: 500_000,
  monthlyIncome: 45_000,
  liquidAssets: 30_000,
  monthlySupport: 0,
  housingCost: 38_000,
  helpedBefore: false,
  needsMedicines: false,
  ...changes,
});
