import { describe, expect, it } from 'vitest';
import { fieldsOf, judgeDraft } from '../../../../domain/programme/editing/judge';
import {
  warningSources,
  warningsOf,
  type EarlierDemand,
} from '../../../../domain/programme/editing/warnings';
import { avvisi } from '../../../support/avvisi';
import { rulesWith } from '../../../support/rules';

type Changes = Parameters<typeof rulesWith>[0];

const identity = { name: 'Buoni Spesa', slug: 'buoni-spesa', icon: 'carrello' } as const;
const day = (days: number): string => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
const open = { opensAt: day(-1), closesAt: day(30) };
/** What nothing can be said about. */
const quiet: Changes = {
  rejectionNotice: true,
  windows: [
    { channel: 'cittadino', ...open },
    { channel: 'contact-center', ...open },
  ],
};

const warned = (changes: Changes, earlier: EarlierDemand | null = null): string[] => {
  const rules = rulesWith({ ...quiet, ...changes });
  return warningsOf(fieldsOf(rules, identity), rules, earlier).map(({ field, code }) => `${field} ${code}`);
};
const isee = { quantity: 'isee', is: 'at-most', value: 936_000 } as const;
const criterion = (text: string) => ({ id: 'uno', text, source: 'art. 2', holds: isee });
const clauseOf = (text: string): string | undefined =>
  warned({ criteria: [criterion(text)] })
    .find((each) => each.startsWith('criteria'))
    ?.split(' ')[1];

describe('a programme of which nothing is to be said', () => {
  it('has no warnings', () => expect(warned({})).toEqual([]));
});

describe('clauses of a kind that courts struck down', () => {
  it.each([
    ['Residenti nel Comune da almeno 5 anni', 'long-residence'],
    ['Residenza in Sardegna per non meno di due anni', 'long-residence'],
    ['Almeno cinque anni di residenza', 'long-residence'],
    ['Residenti che abbiano almeno 65 anni compiuti', 'registered-residence'],
    ['Cittadini italiani', 'citizenship'],
    ['Cittadinanza italiana o di un Paese dell’Unione', 'citizenship'],
    ['Cittadini italiani e stranieri con permesso di soggiorno', undefined],
    ['Permesso di soggiorno UE per soggiornanti di lungo periodo', 'long-term-permit'],
    ['Stranieri lungo-soggiornanti', 'long-term-permit'],
    ['Essere residente nel Comune', 'registered-residence'],
    ['Residenti o domiciliati nel Comune', undefined],
    ['Chi dimora abitualmente nel Comune, anche se non residente', undefined],
    ['Entrate, compresa l’indennità di accompagnamento, fino a 600 euro', 'disability-benefits'],
    ['Entrate fino a 600 euro, esclusa l’indennità di accompagnamento', undefined],
    ['ISEE non superiore a 9.360 €', undefined],
    ['Nucleo di almeno 3 persone', undefined],
  ])('%s: %s', (text, code) => expect(clauseOf(text)).toBe(code));

  it('are found in bands and points too', () => {
    const rules = {
      tiers: [{ id: 'uno', text: 'Cittadini italiani', when: isee, percent: 100 }],
      points: [{ text: 'Residente da oltre dieci anni', points: 5, each: 'members' as const }],
    };
    expect(warned(rules)).toEqual(['tiers.r1.text citizenship', 'points.r1.text long-residence']);
  });
});

describe('data that no criterion needs', () => {
  const documents = (
    kind: 'isee' | 'invalidita' | 'affitto' | 'soggiorno' | 'identita',
    required = false,
  ) => ({
    documents: [{ kind, required }],
  });
  it.each<[string, Changes, string[]]>([
    ['an ISEE where nothing asks for it', documents('isee'), ['document-unneeded']],
    ['an ISEE that a requirement asks for', { ...documents('isee'), criteria: [criterion('ISEE')] }, []],
    [
      'an ISEE by which applications are ranked',
      { ...documents('isee'), order: [{ by: 'isee', direction: 'ascending' }] },
      ['ties-by-arrival'],
    ],
    [
      'proof of a disability that gives points',
      { ...documents('invalidita'), points: [{ text: 'Disabili', points: 1, each: 'disabled' }] },
      [],
    ],
    [
      'a lease that raises the amount',
      {
        ...documents('affitto'),
        adjustments: [
          {
            kind: 'add',
            text: 'Affitto',
            cents: 5_000,
            when: { quantity: 'housing-cost', is: 'more-than', value: 0 },
          },
        ],
      },
      [],
    ],
    ['a lease for nothing', documents('affitto', true), ['document-unneeded']],
    ['a residence permit of everybody', documents('soggiorno', true), ['document-of-some']],
    ['a residence permit of who has one', documents('soggiorno'), []],
    ['an identity card of everybody', documents('identita', true), []],
  ])('%s', (_, changes, codes) => {
    expect(warned(changes).map((each) => each.split(' ')[1])).toEqual(codes);
  });
});

describe('a fund below what an earlier programme took', () => {
  const table = { kind: 'by-members', table: [10_000, 20_000] } as const;
  const amounts: Changes = { amounts: { ...table, table: [10_000, 20_000] } };
  // Three of one member, two of four: 3 × 100 € + 2 × 200 €.
  const earlier = { programme: 'Buoni Spesa 2020', bySize: [3, 0, 0, 2] };

  it('is told with what it took', () => {
    const rules = rulesWith({ ...quiet, ...amounts, allocationCents: 69_999 });
    expect(warningsOf(fieldsOf(rules, identity), rules, earlier)).toEqual([
      {
        field: 'allocationCents',
        code: 'allocation-below-demand',
        params: { programme: 'Buoni Spesa 2020', applications: 5, demand: '700,00' },
      },
    ]);
  });
  it('is not told where it is enough, or shared out', () => {
    expect(warned({ ...amounts, allocationCents: 70_000 }, earlier)).toEqual([]);
    expect(warned({ amounts: { kind: 'shared-out' }, allocationCents: 1 }, earlier)).toEqual([]);
  });
});

describe('the procedure', () => {
  it.each<[string, Changes, string[]]>([
    ['rejections without notice', { rejectionNotice: false }, ['rejectionNotice no-rejection-notice']],
    [
      'a ranking owes no notice, and says nothing of equals',
      { rejectionNotice: false, order: [{ by: 'isee', direction: 'ascending' }] },
      ['order.r1.by.quantity ties-by-arrival'],
    ],
    [
      'nine days for observations',
      { terms: { observations: 'P9D' } },
      ['terms.observations.count observations-short'],
    ],
    ['ten days for observations', { terms: { observations: 'P10D' } }, []],
    ['a decision in four months', { terms: { decision: 'P4M' } }, ['terms.decision.count decision-long']],
    ['one channel', { windows: [{ channel: 'cittadino', ...open }] }, ['windows.r1.channel citizens-alone']],
  ])('%s', (_, changes, warnings) => expect(warned(changes)).toEqual(warnings));
});

it('real notices, read by it, are told what it knows', () => {
  const told = Object.entries(avvisi).flatMap(([name, avviso]) => {
    const codes = warned(avviso).map((each) => each.split(' ')[1]);
    return codes.length > 0 ? [`${name}: ${codes.join(', ')}`] : [];
  });
  expect(told).toMatchInlineSnapshot(`
    [
      "Giovinazzo 2021: ties-by-arrival",
      "Vallo della Lucania 2022: ties-by-arrival",
      "Cervesina 2020: ties-by-arrival",
      "Dedicata a te 2023: ties-by-arrival",
    ]
  `);
});

it('every field it names is one of the form', () => {
  const rules = rulesWith({
    criteria: [criterion('Cittadini italiani')],
    documents: [{ kind: 'affitto', required: true }],
    order: [{ by: 'isee', direction: 'ascending' }],
    terms: { observations: 'P1D', decision: 'P6M' },
  });
  const fields = fieldsOf(rules, identity);
  const faults = judgeDraft(fields, { now: new Date(), today: day(0).slice(0, 10), published: false });
  expect(faults.faults).toEqual([]);
  for (const { field } of warningsOf(fields, rules, null))
    expect([field, field in fields]).toEqual([field, true]);
});

it('every code has its source, or says that it has none', () => {
  expect(Object.values(warningSources).every((source) => source === null || source.length > 5)).toBe(true);
});
