import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../domain/programme/criteria';
import type { Fields } from '../../../../domain/programme/editing/fields';
import { fieldsOf, judgeDraft, sectionState } from '../../../../domain/programme/editing/judge';
import { startingFields } from '../../../../domain/programme/editing/starting';
import type { ProgrammeRules } from '../../../../domain/programme/rules';
import { avvisi } from '../../../support/avvisi';
import { rulesWith } from '../../../support/rules';

const now = new Date('2026-03-10T12:00:00Z');
const circumstances = { now, today: '2026-03-10', published: false };
const identity = { name: 'Buoni Spesa', slug: 'buoni-spesa', icon: 'carrello' } as const;
const window = (opensAt: string, closesAt: string, channel = 'cittadino') => ({
  channel: channel as 'cittadino',
  opensAt: `${opensAt}T07:00:00.000Z`,
  closesAt: `${closesAt}T07:00:00.000Z`,
});
const rules = (changes: Parameters<typeof rulesWith>[0] = {}): ProgrammeRules =>
  rulesWith({ windows: [window('2026-03-01', '2026-06-01')], ...changes });

const byIsee = { by: 'isee', direction: 'ascending' } as const;
const byDraw = { by: 'draw' } as const;

const faultsOf = (fields: Fields, published = false): string[] =>
  judgeDraft(fields, { ...circumstances, published }).faults.map(({ field, code }) => `${field} ${code}`);
const typed = (changes: Record<string, string | null>, base = rules()): string[] => {
  const fields = { ...fieldsOf(base, identity), ...changes };
  return faultsOf(Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== null)) as Fields);
};
const ruled = (changes: Parameters<typeof rulesWith>[0], published = false): string[] =>
  faultsOf(fieldsOf(rules(changes), identity), published);

describe('what was typed is read, or refused at its field', () => {
  it.each<[string, Record<string, string | null>, string[]]>([
    ['nothing wrong', {}, []],
    ['blanks around', { allocationCents: ' 10.000,00 ' }, []],
    ['no name', { name: null }, ['name required']],
    ['an address with capitals', { slug: 'Buoni Spesa' }, ['slug short-name']],
    ['a picture there is not', { icon: 'razzo' }, ['icon choice']],
    ['no source', { fundSource: null }, ['fundSource required']],
    ['a negative allocation', { allocationCents: '-5' }, ['allocationCents amount-positive']],
    ['no euro at all', { allocationCents: '0' }, ['allocationCents amount-positive']],
    ['an allocation in words', { allocationCents: 'molti' }, ['allocationCents money']],
    ['half an allocation', { allocationCents: null }, ['allocationCents required']],
    [
      'a day that does not exist',
      { 'windows.r1.opensAt.day': '2026-02-30' },
      ['windows.r1.opensAt.day date'],
    ],
    ['no time of day', { 'windows.r1.closesAt.time': null }, ['windows.r1.closesAt.time time-of-day']],
    [
      'a time of day too late',
      { 'windows.r1.closesAt.time': '25:00' },
      ['windows.r1.closesAt.time time-of-day'],
    ],
    [
      'a closing before its opening',
      { 'windows.r1.closesAt.day': '2026-02-01' },
      ['windows.r1.closesAt.day window-order'],
    ],
    [
      'a row half written',
      { 'windows.r2.channel': 'cittadino' },
      ['windows.r2.opensAt.day date', 'windows.r2.closesAt.day date'],
    ],
    ['hours half written', { 'windows.r1.daily.opens': '16:00' }, ['windows.r1.daily.closes required']],
    [
      'days without hours',
      { 'windows.r1.daily.weekdays.friday': 'si' },
      ['windows.r1.daily.opens required', 'windows.r1.daily.closes required'],
    ],
    [
      'hours that are none',
      { 'windows.r1.daily.opens': '24:00', 'windows.r1.daily.closes': 'sera' },
      ['windows.r1.daily.opens time-of-day', 'windows.r1.daily.closes time-of-day'],
    ],
    [
      'hours of nothing',
      { 'windows.r1.daily.opens': '08:00', 'windows.r1.daily.closes': '08:00' },
      ['windows.r1.daily.closes hours-of-nothing'],
    ],
    ['a table with a row in words', { 'amounts.table.r2': 'di più' }, ['amounts.table.r2 money']],
    ['no model of amounts', { 'amounts.kind': null }, ['amounts.kind choice']],
    ['a term in words', { 'terms.decision.count': 'trenta' }, ['terms.decision.count count']],
    ['a term without a unit', { 'terms.decision.unit': null }, ['terms.decision.unit choice']],
    [
      'a term that is none',
      { 'terms.decision.unit': 'iso', 'terms.decision.count': 'P1X' },
      ['terms.decision.count term'],
    ],
    [
      'a term left out',
      { 'terms.decision.count': null, 'terms.decision.unit': null },
      ['terms.decision.count required'],
    ],
    [
      'half a promise',
      { 'serviceLevel.takeInCharge.count': '3', 'serviceLevel.takeInCharge.unit': 'days' },
      ['serviceLevel.decision.count required'],
    ],
    ['a band of 150 %', tier('150'), ['tiers.r1.percent number-most']],
    ['a band of nothing', tier('0'), ['tiers.r1.percent number-least']],
    ['a long short name', { ...tier('100'), 'tiers.r1.id': 'Nuclei Nuovi' }, ['tiers.r1.id short-name']],
    ['a text without end', { fundSource: 'x'.repeat(301) }, ['fundSource too-long']],
    [
      'a comparison without a value',
      { ...tier('100'), 'tiers.r1.when.c1.value': '' },
      ['tiers.r1.when.c1.value money'],
    ],
    [
      'two comparisons and no word how they go together',
      { ...tier('100'), ...line('tiers.r1.when.c2') },
      ['tiers.r1.when.join choice'],
    ],
    [
      '“always” beside a comparison',
      { ...tier('100'), 'tiers.r1.when.join': 'always' },
      ['tiers.r1.when.join always-with-lines'],
    ],
    [
      'no comparison',
      { 'tiers.r1.id': 'a', 'tiers.r1.text': 'A', 'tiers.r1.percent': '50' },
      ['tiers.r1.when.c1.quantity required'],
    ],
    ['JSON that is none', { ...tier('100'), 'tiers.r1.when.json': '{' }, ['tiers.r1.when.json json']],
    [
      'JSON that is no condition',
      { ...tier('100'), 'tiers.r1.when.json': '{"none":[]}' },
      ['tiers.r1.when.json unknown-field'],
    ],
    [
      'ages turned round',
      {
        ...tier('100'),
        ...line('tiers.r1.when.c1', 'aged'),
        'tiers.r1.when.c1.from': '9',
        'tiers.r1.when.c1.to': '3',
      },
      ['tiers.r1.when.c1.to range'],
    ],
  ])('%s', (_, changes, faults) => {
    expect(typed(changes)).toEqual(faults);
  });
});

function line(at: string, quantity = 'isee'): Record<string, string> {
  return {
    [`${at}.quantity`]: quantity,
    [`${at}.is`]: 'at-most',
    [`${at}.value`]: quantity === 'isee' ? '100,00' : '1',
  };
}

function tier(percent: string): Record<string, string> {
  return {
    'tiers.r1.id': 'a',
    'tiers.r1.text': 'A',
    'tiers.r1.percent': percent,
    ...line('tiers.r1.when.c1'),
  };
}

const band = (id: string, when: Condition) => ({ id, text: id, percent: 100, when });
const isee = (is: 'at-most' | 'at-least', value: number): Condition => ({ quantity: 'isee', is, value });
const always: Condition = { all: [] };

describe('what cannot be meant together is refused at its field', () => {
  it.each<[string, Parameters<typeof rulesWith>[0], string[]]>([
    [
      'two windows of one channel at once',
      { windows: [window('2026-03-01', '2026-06-01'), window('2026-05-01', '2026-07-01')] },
      ['windows.r2.opensAt.day windows-overlap'],
    ],
    [
      'two channels at once, or one after the other',
      {
        windows: [
          window('2026-03-01', '2026-05-01'),
          window('2026-05-01', '2026-06-01'),
          window('2026-03-01', '2026-06-01', 'intermediario'),
        ],
      },
      [],
    ],
    [
      'hours that run into those of another window',
      {
        windows: [
          { ...window('2026-03-01', '2026-06-01'), daily: { opens: '16:00', closes: '08:00' } },
          { ...window('2026-05-01', '2026-07-01'), daily: { opens: '07:59', closes: '12:00' } },
        ],
      },
      ['windows.r2.opensAt.day windows-overlap'],
    ],
    [
      'no overlap between the hours of the night and those of the day',
      {
        windows: [
          { ...window('2026-03-01', '2026-06-01'), daily: { opens: '16:00', closes: '08:00' } },
          { ...window('2026-03-01', '2026-06-01'), daily: { opens: '08:00', closes: '16:00' } },
        ],
      },
      [],
    ],
    [
      'hours on days that do not come',
      {
        windows: [
          {
            ...window('2026-04-01', '2026-04-03'),
            daily: { opens: '16:00', closes: '18:00', weekdays: ['monday'] },
          },
        ],
      },
      ['windows.r1.daily.opens window-never-open'],
    ],
    [
      'windows that are over',
      { windows: [window('2026-01-01', '2026-02-01')] },
      ['windows.r1.closesAt.day windows-over'],
    ],
    [
      'two requirements of one name',
      {
        criteria: [1, 2].map((value) => ({
          id: 'isee',
          text: 'A',
          source: 'B',
          holds: isee('at-most', value),
        })),
      },
      ['criteria.r2.id duplicate-id'],
    ],
    [
      'a band after one that takes everybody',
      { tiers: [band('tutti', always), band('poveri', isee('at-most', 600_000))] },
      ['tiers.r2.when.c1.quantity tier-unreachable'],
    ],
    [
      'bands out of order',
      { tiers: [band('a', isee('at-most', 900_000)), band('b', isee('at-most', 600_000))] },
      ['tiers.r2.when.c1.quantity tier-unreachable'],
    ],
    [
      'bands in order',
      {
        tiers: [band('a', isee('at-most', 600_000)), band('b', isee('at-most', 900_000)), band('c', always)],
      },
      [],
    ],
    [
      'bands that share values',
      {
        tiers: [
          band('a', { all: [isee('at-least', 300_000), isee('at-most', 700_000)] }),
          band('b', { all: [isee('at-least', 600_000), isee('at-most', 900_000)] }),
        ],
      },
      ['tiers.r2.when.c1.quantity tiers-overlap'],
    ],
    [
      'requirements that no household meets both',
      {
        criteria: [isee('at-most', 600_000), isee('at-least', 600_001)].map((holds, place) => ({
          ...{ id: `r${place}`, text: 'ISEE', source: 'art. 2' },
          holds,
        })),
      },
      ['criteria.r2.holds.c1.quantity criteria-contradict'],
    ],
    [
      'ages that overlap',
      {
        points: [
          { text: 'A', points: 1, each: { aged: { to: 10 } } },
          { text: 'B', points: 1, each: { aged: { from: 6, to: 17 } } },
        ],
      },
      ['points.r2.each.quantity ages-overlap'],
    ],
    [
      'an age within another, on purpose',
      {
        points: [
          { text: 'A', points: 1, each: { aged: { to: 17 } } },
          { text: 'B', points: 1, each: { aged: { to: 6 } } },
        ],
      },
      [],
    ],
    [
      'an order by bands that are not there',
      { order: [{ by: 'tier' }] },
      ['order.r1.by.quantity order-without-tiers'],
    ],
    [
      'an order by points that are not there',
      { order: [{ by: 'points' }] },
      ['order.r1.by.quantity order-without-points'],
    ],
    [
      'a key of the order twice',
      {
        order: [
          { by: 'isee', direction: 'ascending' },
          { by: 'isee', direction: 'descending' },
        ],
      },
      ['order.r2.by.quantity order-twice'],
    ],
    ['a draw with its number', { order: [byIsee, byDraw], drawSource: 'Lotto, ruota di Roma' }, []],
    ['a draw without a number', { order: [byIsee, byDraw] }, ['drawSource draw-without-source']],
    ['a number without a draw', { order: [byIsee], drawSource: 'Lotto' }, ['drawSource source-without-draw']],
    [
      'something after a draw',
      { order: [byDraw, byIsee], drawSource: 'Lotto' },
      ['order.r1.by.quantity draw-not-last'],
    ],
    [
      'a draw twice',
      { order: [byDraw, byDraw], drawSource: 'Lotto' },
      ['order.r2.by.quantity order-twice', 'order.r1.by.quantity draw-not-last'],
    ],
    [
      'changes to an amount that is not there before the closing',
      { amounts: { kind: 'shared-out' }, adjustments: [{ kind: 'at-most', text: 'Massimo', cents: 1 }] },
      ['adjustments.r1.kind adjustments-without-amount'],
    ],
    [
      'a table that falls',
      { amounts: { kind: 'by-members', table: [300, 200] } },
      ['amounts.table.r2 table-falls'],
    ],
    [
      'an allocation below one amount',
      { allocationCents: 29_999 },
      ['allocationCents allocation-below-amount'],
    ],
    [
      'a reminder before the opening',
      { terms: { draftReminder: 'P1Y' } },
      ['terms.draftReminder.count reminder-before-opening'],
    ],
    [
      'a warning as long as the term',
      { terms: { decisionWarning: 'P30D' } },
      ['terms.decisionWarning.count warning-too-early'],
    ],
    [
      'no time to decide',
      { terms: { decision: 'P0D', decisionWarning: 'P0D' } },
      ['terms.decisionWarning.count warning-too-early', 'terms.decision.count term-of-nothing'],
    ],
    [
      'a notice before the issue',
      { terms: { voucherNotices: ['P7D', 'P90D'] } },
      ['terms.voucherNotices.r2.count notice-before-issue'],
    ],
    [
      'a notice twice',
      { terms: { voucherNotices: ['P7D', 'P7D'] } },
      ['terms.voucherNotices.r2.count notice-twice'],
    ],
    [
      'a void after the expiry',
      { terms: { voidWindow: 'P91D' } },
      ['terms.voidWindow.count void-after-expiry'],
    ],
    [
      'vouchers that are over',
      { terms: { voucherExpiry: { kind: 'on', date: '2026-03-09' } } },
      ['terms.voucherExpiry.date expiry-past'],
    ],
    [
      'vouchers that end before applications',
      { terms: { voucherExpiry: { kind: 'on', date: '2026-05-31' } } },
      ['terms.voucherExpiry.date expiry-before-closing'],
    ],
    [
      'a promise beyond the term',
      { serviceLevel: { takeInCharge: 'P1D', decision: 'P31D' } },
      ['serviceLevel.decision.count promise-after-term'],
    ],
    [
      'declarations that contradict each other',
      { requiredDeclarations: ['noOtherSupport', 'receivesSupport'] },
      ['requiredDeclarations.noOtherSupport declarations-contradict'],
    ],
  ])('%s', (_, changes, faults) => {
    expect(ruled(changes)).toEqual(faults);
  });

  it('a published programme may still change its fund when its windows are over', () => {
    expect(ruled({ windows: [window('2026-01-01', '2026-02-01')] }, true)).toEqual([]);
  });

  it.each(Object.entries(avvisi))('none of it is said of %s', (_, avviso) => {
    expect(ruled(avviso as Parameters<typeof rulesWith>[0])).toEqual([]);
  });
});

describe('a new programme', () => {
  const faults = judgeDraft(startingFields, circumstances).faults;
  it.each([
    ['fund', 'todo'],
    ['windows', 'problem'],
    ['tiers', 'optional'],
    ['terms', 'done'],
  ] as const)('has the section %s %s', (section, state) => {
    expect(sectionState(section, startingFields, faults)).toBe(state);
  });
});
