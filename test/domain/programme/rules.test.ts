import { describe, expect, it } from 'vitest';
import type { ProgrammeRules } from '../../../domain/programme/rules';
import { programmeRulesSchema } from '../../../domain/programme/rules.schema';
import { avvisi } from '../../support/avvisi';
import { demoProgrammes } from '../../../scripts/demo/programmes';

const demo = demoProgrammes(new Date('2026-11-22T12:00:00Z'));

const whole: ProgrammeRules = {
  fundSource: 'OCDPC 658/2020 art. 2',
  allocationCents: 21_176_548,
  windows: [
    { channel: 'cittadino', opensAt: '2020-04-01T16:00:00+02:00', closesAt: '2020-04-30T08:00:00+02:00' },
    { channel: 'intermediario', opensAt: '2020-04-02T06:00:00Z', closesAt: '2020-04-30T14:00:00Z' },
  ],
  amounts: { kind: 'by-members', table: [30_000, 40_000] },
  terms: {
    draftReminder: 'P7D',
    draftRetention: 'P30D',
    decision: 'P30D',
    decisionWarning: 'P5D',
    voucherExpiry: { kind: 'on', date: '2020-12-31' },
    voucherNotices: ['P30D', 'P7D'],
    voidWindow: 'PT24H',
  },
};

/** The rules with one value, named by its path, put in another's place. */
function withValue(path: string, value: unknown): unknown {
  const rules = structuredClone(whole);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<object>((inner, step) => Reflect.get(inner, step) as object, rules);
  Reflect.set(holder, last, value);
  return rules;
}

/** The paths of what the schema finds wrong. */
function faultyPaths(rules: unknown): string[] {
  const issues = programmeRulesSchema.safeParse(rules).error?.issues ?? [];
  return [...new Set(issues.map(({ path }) => path.join('.')))];
}

describe('the rules of a programme', () => {
  it.each(demo)('are good in the demo: $slug', ({ rules }) => {
    expect(programmeRulesSchema.parse(rules)).toEqual(rules);
  });

  it('are good when they are whole, and come out as they went in', () => {
    expect(programmeRulesSchema.parse(whole)).toEqual(whole);
  });

  it.each([
    ['vouchers that end a term after issue', 'terms.voucherExpiry', { kind: 'after', term: 'P6M' }],
    ['no notices', 'terms.voucherNotices', []],
    ['a table of one row', 'amounts.table', [30_000]],
  ])('may have %s', (_, path, value) => {
    expect(faultyPaths(withValue(path, value))).toEqual([]);
  });

  it.each([
    ['a negative allocation', 'allocationCents', -1],
    ['no allocation', 'allocationCents', 0],
    ['a fraction of a cent', 'allocationCents', 100.5],
    ['an allocation as text', 'allocationCents', '100'],
    ['an endless allocation', 'allocationCents', Infinity],
    ['an allocation no number holds exactly', 'allocationCents', 2 ** 53],
    ['no source of the money', 'fundSource', ''],
    ['no windows', 'windows', []],
    ['a window that closes before it opens', 'windows.1.closesAt', '2020-04-01T06:00:00Z', 'windows.1'],
    ['a window that closes as it opens', 'windows.0.closesAt', '2020-04-01T14:00:00Z', 'windows.0'],
    ['a channel there is not', 'windows.0.channel', 'sportello'],
    ['an instant without offset', 'windows.0.opensAt', '2020-04-01T16:00:00'],
    ['a day for an instant', 'windows.0.opensAt', '2020-04-01'],
    ['an instant that does not exist', 'windows.0.opensAt', '2020-02-30T16:00:00Z'],
    ['an empty table', 'amounts.table', [], 'amounts.table.0'],
    ['a table with a negative row', 'amounts.table.1', -40_000],
    ['a table with a row of nothing', 'amounts.table.0', 0],
    ['a model of amounts there is not', 'amounts.kind', 'by-isee'],
    ['a reminder that is no term', 'terms.draftReminder', '7 giorni'],
    ['a negative retention', 'terms.draftRetention', '-P30D'],
    ['a fraction of a day', 'terms.decision', 'P1.5D'],
    ['no warning', 'terms.decisionWarning', ''],
    [
      'a day of expiry that does not exist',
      'terms.voucherExpiry',
      { kind: 'on', date: '2021-02-29' },
      'terms.voucherExpiry.date',
    ],
    [
      'an expiry by a bad term',
      'terms.voucherExpiry',
      { kind: 'after', term: 'sei mesi' },
      'terms.voucherExpiry.term',
    ],
    ['an expiry by both', 'terms.voucherExpiry', { kind: 'after', term: 'P1D', date: '2021-02-01' }],
    ['a kind of expiry there is not', 'terms.voucherExpiry', { kind: 'never' }, 'terms.voucherExpiry.kind'],
    ['a bad notice among good ones', 'terms.voucherNotices.1', 'P'],
    ['more notices than bearable', 'terms.voucherNotices', Array.from({ length: 6 }, () => 'P1D')],
    ['a void window as a number', 'terms.voidWindow', 86_400],
    ['a value it does not know', 'amountCents', 1, ''],
    ['a term it does not know', 'terms.grace', 'P1D', 'terms'],
  ])('are refused with %s, by its path', (_, path, value, at = path) => {
    expect(faultyPaths(withValue(path, value))).toEqual([at]);
  });

  it.each(Object.keys(whole))('are refused without %s', (name) => {
    expect(faultyPaths(withValue(name, undefined))).toEqual([name]);
  });

  it.each(Object.keys(whole.terms))('are refused without the term %s', (name) => {
    expect(faultyPaths(withValue(`terms.${name}`, undefined))).toEqual([`terms.${name}`]);
  });
});

describe('the rules of real notices', () => {
  it.each(Object.entries(avvisi))('%s can be written as data', (_, avviso) => {
    const rules = { ...whole, ...avviso };
    expect(programmeRulesSchema.parse(rules)).toEqual(rules);
  });

  const atMost = { quantity: 'isee', is: 'at-most', value: 1 };
  it.each<[string, string, unknown]>([
    [
      'a criterion on a quantity that does not exist',
      'criteria',
      [{ id: 'a', text: 'A', source: 'B', holds: { ...atMost, quantity: 'altezza' } }],
    ],
    [
      'two criteria of one name',
      'criteria',
      [
        { id: 'a', text: 'A', source: 'B', holds: atMost },
        { id: 'a', text: 'C', source: 'D', holds: atMost },
      ],
    ],
    [
      'an age range turned round',
      'criteria',
      [{ id: 'a', text: 'A', source: 'B', holds: { ...atMost, quantity: { aged: { from: 9, to: 3 } } } }],
    ],
    ['a tier of more than the whole', 'tiers', [{ id: 'a', text: 'A', when: { all: [] }, percent: 101 }]],
    ['an addition of nothing', 'adjustments', [{ kind: 'add', text: 'A', cents: 0, when: { all: [] } }]],
    ['an amount model without its figures', 'amounts', { kind: 'per-day', days: 10 }],
  ])('never have %s', (_, path, value) => {
    expect(faultyPaths(withValue(path, value)).some((fault) => fault.startsWith(path))).toBe(true);
  });
});
