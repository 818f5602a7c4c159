import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedQuantities } from '../../../../domain/programme/facts';
import { comparisonNames, type Condition } from '../../../../domain/programme/criteria';
import { writeCondition, readCondition } from '../../../../domain/programme/editing/condition';
import type { Fields } from '../../../../domain/programme/editing/fields';
import { fieldsOf, judgeDraft } from '../../../../domain/programme/editing/judge';
import { readDocument, writeDocument } from '../../../../domain/programme/editing/transfer';
import type { ProgrammeRules } from '../../../../domain/programme/rules';
import { demoProgrammes } from '../../../../scripts/demo/programmes';
import { avvisi } from '../../../support/avvisi';
import { rulesWith } from '../../../support/rules';

const identity = { name: 'Buoni Spesa', slug: 'buoni-spesa', icon: 'carrello' } as const;
const circumstances = { now: new Date('2026-11-22T12:00:00Z'), today: '2026-11-22', published: true };

const judged = (fields: Fields) => {
  const { effective, ...rest } = judgeDraft(fields, circumstances);
  expect(effective).toEqual(fields);
  return rest;
};
const readBack = (rules: ProgrammeRules) => judged(fieldsOf(rules, identity));

describe('the rules of a programme go through the fields of the editor and back', () => {
  it.each(Object.entries(avvisi))('%s, unchanged and without a fault', (_, avviso) => {
    const rules = rulesWith(avviso as Partial<ProgrammeRules>);
    expect(readBack(rules)).toEqual({ identity, rules, faults: [] });
  });

  it.each(demoProgrammes(circumstances.now))('the demo’s $slug', ({ rules }) => {
    expect(readBack(rules)).toMatchObject({ rules, faults: [] });
  });

  it('with everything that is optional', () => {
    const rules = rulesWith({
      documents: [
        { kind: 'isee', required: true },
        { kind: 'identita', required: false },
      ],
      requiredDeclarations: ['noOtherMunicipality', 'noLiquidity'],
      rejectionNotice: true,
      waitingList: true,
      countersignAboveCents: 50_000,
      serviceLevel: { takeInCharge: 'P5D', decision: 'P20D' },
      terms: {
        clarification: 'P10D',
        observations: 'P10D',
        review: 'P1M15D',
        voucherExpiry: { kind: 'on', date: '2027-12-31' },
        voucherNotices: ['P30D', 'PT12H'],
      },
    });
    expect(readBack(rules)).toEqual({ identity, rules, faults: [] });
    expect(readBack({ ...rules, documents: [] }).rules?.documents).toEqual([]);
  });

  it('with hours of the day, in the order of the week', () => {
    const period = {
      channel: 'cittadino' as const,
      opensAt: '2026-12-01T15:00:00.000Z',
      closesAt: '2026-12-20T07:00:00.000Z',
    };
    const rules = rulesWith({
      windows: [
        { ...period, daily: { opens: '16:00', closes: '08:00' } },
        {
          ...period,
          channel: 'intermediario',
          daily: { opens: '08:00', closes: '16:00', weekdays: ['monday', 'friday'] },
        },
      ],
    });
    expect(readBack(rules)).toEqual({ identity, rules, faults: [] });
    const read = readDocument(writeDocument(identity, rules));
    expect(read.ok && judged(read.value).rules).toEqual(rules);
  });

  it.each([
    ['winter', '2021-11-18T07:00:00.000Z', '2021-11-18', '08:00'],
    ['summer', '2021-07-18T06:00:01.250Z', '2021-07-18', '08:00:01.25'],
    ['the hour before the clocks go back', '2021-10-31T00:30:00.000Z', '2021-10-31', '02:30'],
    ['the same hour again', '2021-10-31T01:30:00.000Z', '2021-10-31', '02:30+01:00'],
  ])('a window that opens in %s, by the clock of the town hall', (_, opensAt, day, time) => {
    const windows = [{ channel: 'cittadino' as const, opensAt, closesAt: '2022-01-01T00:00:00.000Z' }];
    const fields = fieldsOf(rulesWith({ windows }), identity);
    expect([fields['windows.r1.opensAt.day'], fields['windows.r1.opensAt.time']]).toEqual([day, time]);
    expect(judgeDraft(fields, circumstances).rules?.windows).toEqual(windows);
  });
});

const years = fc
  .tuple(fc.option(fc.nat(60), { nil: undefined }), fc.nat(60))
  .map(([from, more]) => (from === undefined ? { to: more } : { from, to: from + more }));
const quantity = fc.oneof(
  fc.constantFrom(...namedQuantities),
  years.map((aged) => ({ aged })),
  years.map((born) => ({ born })),
);
const { condition } = fc.letrec<{ condition: Condition; line: Condition }>((tie) => ({
  line: fc.record({ quantity, is: fc.constantFrom(...comparisonNames), value: fc.nat(10_000_000) }),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('line'),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }) }),
  ),
}));

describe('a condition', () => {
  it('of any depth is kept exactly', () => {
    fc.assert(
      fc.property(condition, (holds) => {
        const fields = writeCondition(holds, 'when');
        const reader = { fields, faults: [] };
        expect(readCondition(reader, 'when')).toEqual(holds);
        expect(reader.faults).toEqual([]);
      }),
    );
  });

  it.each<[string, Condition]>([
    ['one comparison', { quantity: 'isee', is: 'at-most', value: 936_000 }],
    ['always', { all: [] }],
    [
      'either of two',
      {
        any: [
          { quantity: { aged: { to: 2 } }, is: 'at-least', value: 1 },
          { quantity: 'disabled', is: 'at-least', value: 1 },
        ],
      },
    ],
    [
      'all of some, one being either of two (Amelia: less than 8,265 €, or 6,000 € for who lives alone)',
      {
        any: [
          {
            all: [
              { quantity: 'isee', is: 'less-than', value: 826_500 },
              { quantity: 'members', is: 'at-least', value: 2 },
            ],
          },
          { quantity: 'isee', is: 'less-than', value: 600_000 },
        ],
      },
    ],
  ])('%s is written in lines, not as JSON', (_, holds) => {
    expect(Object.keys(writeCondition(holds, 'when'))).not.toContain('when.json');
  });

  it('deeper than one group is kept as JSON', () => {
    const line: Condition = { quantity: 'members', is: 'at-least', value: 2 };
    const deep: Condition = { all: [line, { any: [line, { all: [line, line] }] }] };
    expect(writeCondition(deep, 'when')).toEqual({ 'when.json': JSON.stringify(deep) });
  });
});

describe('a programme as a file', () => {
  it.each(Object.entries(avvisi))('%s comes out as it went in', (_, avviso) => {
    const rules = rulesWith(avviso as Partial<ProgrammeRules>);
    const read = readDocument(writeDocument(identity, rules));
    expect(read.ok && judged(read.value)).toEqual({ identity, rules, faults: [] });
  });

  const whole = JSON.parse(writeDocument(identity, rulesWith())) as Record<string, unknown>;
  const rules = whole.rules as object;

  it.each<[string, string, string[]]>([
    ['nothing', ' ', ['document document-absent']],
    ['no JSON', '{', ['document json']],
    ['more than a programme can be', `"${'x'.repeat(300_000)}"`, ['document document-too-large']],
    ['a list', '[]', ['document. unreadable']],
    [
      'no end of levels',
      `${'{"all":['.repeat(30_000)}${']}'.repeat(30_000)}`,
      ['document document-too-large'],
    ],
    ['too many levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, ['document document-too-deep']],
    ['an unknown key', JSON.stringify({ ...whole, colour: 'red' }), ['document.colour unknown-field']],
    [
      'two faults, each at its path',
      JSON.stringify({
        ...whole,
        rules: {
          ...rules,
          allocationCents: -5,
          criteria: [
            {
              id: 'isee',
              text: 'ISEE',
              source: 'art. 1',
              holds: { quantity: 'isee', is: 'at-most', value: -1 },
            },
          ],
        },
      }),
      [
        'document.rules.allocationCents amount-positive',
        'document.rules.criteria.0.holds.value amount-positive',
      ],
    ],
  ])('is refused with %s', (_, text, faults) => {
    const read = readDocument(text);
    const found = !read.ok && 'faults' in read.error ? read.error.faults : [];
    expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual(faults);
  });
});
