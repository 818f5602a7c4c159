import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from '../../../domain/programme/amounts';
import { evaluate } from '../../../domain/programme/evaluation';
import type { HouseholdFacts } from '../../../domain/programme/facts';
import { ranked, type Claim } from '../../../domain/programme/ranking';
import type { ProgrammeRules } from '../../../domain/programme/rules';
import { avvisi, household, peopleAged, type Avviso } from '../../support/avvisi';
import { rulesWith } from '../../support/rules';

type Name = keyof typeof avvisi;

const rulesOf = (name: Name): ProgrammeRules => rulesWith(avvisi[name] as Avviso);
const judged = (name: Name, facts: Partial<HouseholdFacts>) => evaluate(rulesOf(name), household(facts));
const people = (count: number) => peopleAged(...Array.from({ length: count }, () => 40));

describe('each notice gives its own amounts', () => {
  it.each<[Name, number[]]>([
    ['Messina 2021', [300, 400, 600, 700, 800, 800]],
    ['Castelvetrano 2020', [120, 220, 320, 380, 420, 420]],
    ['Savona 2020', [150, 200, 250, 300, 350, 400, 400]],
    ['Parrano 2020', [100, 200, 300, 400, 500, 500]],
    ['Giungano 2020', [100, 150, 200, 300, 300]],
    ['Manduria 2021', [100, 200, 300, 300, 400, 400]],
    ['Milano 2021', [150, 150, 150, 350, 350]],
    ['Città di Castello 2021', [130, 184, 238, 292, 346, 400, 400]],
    ['Amelia 2021', [100, 150, 200, 250, 250]],
    ['Giovinazzo 2021', [100, 200, 300, 400, 500, 600]],
    ['Bonus Vacanze 2020', [150, 300, 500, 500]],
    ['Dedicata a te 2023', [382.5, 382.5, 382.5, 382.5]],
  ])('%s, by members', (name, amounts) => {
    expect(amounts.map((_, index) => judged(name, { people: people(index + 1) }).amountCents)).toEqual(
      amounts.map((amount) => amount * 100),
    );
  });

  it('Castelvetrano: the most with a small child or a disability, and 30 € more for medicines', () => {
    const amountOf = (facts: Partial<HouseholdFacts>) => judged('Castelvetrano 2020', facts).amountCents;
    expect(amountOf({ people: peopleAged(30, 2) })).toBe(42_000);
    expect(amountOf({ people: peopleAged(30, 3) })).toBe(22_000);
    expect(amountOf({ people: [{ age: 50, birthYear: 1971, disabled: true }] })).toBe(42_000);
    expect(amountOf({ needsMedicines: true })).toBe(15_000);
    expect(amountOf({ people: peopleAged(30, 2), needsMedicines: true })).toBe(45_000);
  });

  it('Giovinazzo: half to who was helped before', () => {
    const { amountCents, tier } = judged('Giovinazzo 2021', { people: people(3), helpedBefore: true });
    expect([amountCents, tier?.id]).toEqual([15_000, 'gia-aiutati']);
  });

  it('Monte San Giovanni Campano: so much a day by age, up to 100 € a week', () => {
    const amountOf = (...ages: number[]) =>
      judged('Monte San Giovanni Campano 2021', { people: peopleAged(...ages) }).amountCents;
    expect(amountOf(40)).toBe(28 * 500);
    expect(amountOf(40, 10)).toBe(28 * 1200);
    expect(amountOf(40, 38, 17)).toBe(4 * 10_000);
    expect(amountOf(40, 38, 10, 8)).toBe(4 * 10_000);
  });

  it('Sassari: nothing before the closing, then the fund by members, half of it for who has support', () => {
    expect(judged('Sassari 2020', {}).amountCents).toBeNull();
    expect(judged('Sassari 2020', { monthlySupport: 30_000 }).tier?.percent).toBe(50);
    const households = [
      { members: 2, percent: 100 },
      { members: 2, percent: 50 },
      { members: 3, percent: 100 },
    ];
    expect(shareOut(60_000, households)).toEqual([20_000, 10_000, 30_000]);
  });

  it('Cervesina: its points', () => {
    const family = [...peopleAged(70, 40, 5), { age: 20, birthYear: 2001, disabled: true }];
    const { points, totalPoints } = judged('Cervesina 2020', { people: family, chronic: 2 });
    expect(points.map(({ points: each }) => each)).toEqual([10, 10, 20, 12]);
    expect(totalPoints).toBe(52);
  });
});

describe('each notice excludes whom it excludes', () => {
  it.each<[Name, Partial<HouseholdFacts>, Partial<HouseholdFacts>]>([
    ['Messina 2021', { isee: 936_000 }, { isee: 936_001 }],
    ['Savona 2020', { liquidAssets: 200_000 }, { liquidAssets: 200_001 }],
    ['Sassari 2020', { monthlyIncome: 80_000 }, { monthlyIncome: 80_001 }],
    ['Cagliari 2021', { isee: 1_200_000 }, { isee: 1_200_001 }],
    ['Vallo della Lucania 2022', { isee: 1_000_000 }, { isee: 1_000_001 }],
    ['Cervesina 2020', { monthlySupport: 60_000 }, { monthlySupport: 60_001 }],
    ['Amelia 2021', { isee: 826_499 }, { isee: 826_500 }],
    ['Amelia 2021', { isee: 599_999, monthlySupport: 100 }, { isee: 600_000, monthlySupport: 100 }],
    ['Latisana 2020', { monthlyIncome: 60_000 }, { monthlyIncome: 60_001 }],
    ['Bonus Vacanze 2020', { isee: 4_000_000 }, { isee: 4_000_001 }],
    ['Dedicata a te 2023', { isee: 1_500_000, people: people(3) }, { people: people(2) }],
  ])('%s', (name, inside, outside) => {
    expect(judged(name, inside).admissible).toBe('holds');
    const { admissible, criteria } = judged(name, outside);
    expect(admissible).toBe('fails');
    const failed = criteria.flatMap(({ verdict, checks }) => (verdict === 'fails' ? checks : []));
    expect(failed[0]).toMatchObject({ verdict: 'fails', threshold: expect.any(Number) as number });
  });

  it('and leaves to the office what is not known', () => {
    expect(judged('Messina 2021', { isee: null }).admissible).toBe('unknown');
  });
});

describe('each notice ranks as it says', () => {
  const claim = (applicationId: string, registered: number, facts: Partial<HouseholdFacts>): Claim => ({
    applicationId,
    registered,
    tier: 0,
    points: 0,
    drawn: null,
    facts: household(facts),
  });
  const order = (name: Name, claims: Claim[]) => {
    const rules = rulesOf(name);
    const judgedClaims = claims.map((each) => {
      const { tier, totalPoints } = evaluate(rules, each.facts);
      const place = (rules.tiers ?? []).findIndex(({ id }) => id === tier?.id);
      return { ...each, tier: Math.max(place, 0), points: totalPoints };
    });
    return ranked(rules.order ?? [], judgedClaims).map(({ applicationId }) => applicationId);
  };

  it('Vallo della Lucania: ISEE, then household, then date', () => {
    const claims = [
      claim('late', 3, { isee: 100, people: people(2) }),
      claim('early', 2, { isee: 100, people: people(2) }),
      claim('large', 4, { isee: 100, people: people(5) }),
      claim('poor', 5, { isee: 50 }),
      claim('no ISEE', 1, { isee: null }),
    ];
    expect(order('Vallo della Lucania 2022', claims)).toEqual(['poor', 'large', 'early', 'late', 'no ISEE']);
  });

  it('Giovinazzo: who was never helped first, by income in each list', () => {
    const claims = [
      claim('helped, poor', 1, { helpedBefore: true, monthlyIncome: 0 }),
      claim('new, less poor', 2, { monthlyIncome: 50_000 }),
      claim('new, poor', 3, { monthlyIncome: 10_000 }),
    ];
    expect(order('Giovinazzo 2021', claims)).toEqual(['new, poor', 'new, less poor', 'helped, poor']);
  });

  it('Cervesina: who has support after, the most points first', () => {
    const claims = [
      claim('support, many points', 1, { monthlySupport: 10_000, people: people(9) }),
      claim('few points', 2, {}),
      claim('more points', 3, { people: people(3) }),
    ];
    expect(order('Cervesina 2020', claims)).toEqual(['more points', 'few points', 'support, many points']);
  });

  it('Dedicata a te: birth-year bands, then the lowest ISEE', () => {
    const born = (year: number) => [...people(2), { age: 2021 - year, birthYear: year, disabled: false }];
    const claims = [
      claim('older children', 1, { people: born(2006), isee: 1 }),
      claim('young child', 2, { people: born(2010), isee: 200 }),
      claim('young child, poorer', 3, { people: born(2012), isee: 100 }),
    ];
    expect(order('Dedicata a te 2023', claims)).toEqual([
      'young child, poorer',
      'young child',
      'older children',
    ]);
  });
});

describe('sharing a fund out', () => {
  const claims = fc.array(
    fc.record({ members: fc.integer({ min: 1, max: 12 }), percent: fc.constantFrom(100, 50) }),
    { minLength: 1, maxLength: 200 },
  );

  it('never gives more than there is, and leaves less than a cent a household', () => {
    fc.assert(
      fc.property(fc.nat(200_000_000_000), claims, (fund, households) => {
        const total = shareOut(fund, households).reduce((sum, each) => sum + each, 0);
        expect(total).toBeLessThanOrEqual(fund);
        expect(fund - total).toBeLessThan(households.length);
      }),
    );
  });
});
