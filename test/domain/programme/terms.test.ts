import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgrammeRules, SubmissionWindow } from '../../../domain/programme/rules';
import {
  decisionTerms,
  draftTerms,
  lastClosing,
  openWindow,
  reviewTerms,
  voucherTerms,
} from '../../../domain/programme/terms';

const at = (instant: string): Date => new Date(instant);
const day = 24 * 60 * 60 * 1000;

/** The window of a real notice: Cagliari, 18 November 2021 at 8:00 to 2 December at 23:59. */
const cagliari: SubmissionWindow = {
  channel: 'cittadino',
  opensAt: '2021-11-18T08:00:00+01:00',
  closesAt: '2021-12-02T23:59:00+01:00',
};

function rulesWith(terms: Partial<ProgrammeRules['terms']>, windows = [cagliari]): ProgrammeRules {
  return {
    fundSource: 'DL 73/2021 art. 53',
    allocationCents: 81_458_736,
    windows,
    amounts: { kind: 'by-members', table: [30_000] },
    terms: {
      draftReminder: 'P7D',
      draftRetention: 'P30D',
      decision: 'P30D',
      decisionWarning: 'P5D',
      voucherExpiry: { kind: 'after', term: 'P90D' },
      voucherNotices: [],
      voidWindow: 'P1D',
      ...terms,
    },
  };
}

describe('the window of a channel', () => {
  const rules = rulesWith({});

  it.each([
    ['a millisecond before it opens', '2021-11-18T07:59:59.999+01:00', false],
    ['the instant it opens', '2021-11-18T08:00:00.000+01:00', true],
    ['in the midst of it', '2021-11-25T12:00:00+01:00', true],
    ['a millisecond before it closes', '2021-12-02T23:58:59.999+01:00', true],
    ['the instant it closes', '2021-12-02T23:59:00.000+01:00', false],
    ['long after', '2022-12-02T12:00:00+01:00', false],
  ])('%s', (_, instant, open) => {
    expect(openWindow(rules, 'cittadino', at(instant))).toBe(open ? rules.windows[0] : null);
  });

  it('is no other channel’s', () => {
    const noon = at('2021-11-25T12:00:00+01:00');
    expect(openWindow(rules, 'intermediario', noon)).toBeNull();
    expect(openWindow(rules, 'contact-center', noon)).toBeNull();
  });

  it('may be one of many: citizens by night, intermediaries by day', () => {
    const night = (date: string, next: string): SubmissionWindow => ({
      channel: 'cittadino',
      opensAt: `${date}T16:00:00+02:00`,
      closesAt: `${next}T08:00:00+02:00`,
    });
    const byDay: SubmissionWindow = {
      channel: 'intermediario',
      opensAt: '2020-04-02T08:00:00+02:00',
      closesAt: '2020-04-02T16:00:00+02:00',
    };
    const windows = [night('2020-04-01', '2020-04-02'), byDay, night('2020-04-02', '2020-04-03')];
    const shifts = rulesWith({}, windows);
    const open = (instant: string) => ({
      citizen: windows.indexOf(openWindow(shifts, 'cittadino', at(instant)) as SubmissionWindow),
      intermediary: windows.indexOf(openWindow(shifts, 'intermediario', at(instant)) as SubmissionWindow),
    });
    expect(open('2020-04-02T00:00:00+02:00')).toEqual({ citizen: 0, intermediary: -1 });
    expect(open('2020-04-02T07:59:59.999+02:00')).toEqual({ citizen: 0, intermediary: -1 });
    expect(open('2020-04-02T08:00:00+02:00')).toEqual({ citizen: -1, intermediary: 1 });
    expect(open('2020-04-02T16:00:00+02:00')).toEqual({ citizen: 2, intermediary: -1 });
    expect(lastClosing(shifts)).toEqual(at('2020-04-03T08:00:00+02:00'));
  });

  it('is judged by the instant, in whatever offset it was written', () => {
    const utc = rulesWith({}, [{ ...cagliari, opensAt: '2021-11-18T07:00:00Z' }]);
    expect(openWindow(utc, 'cittadino', at('2021-11-18T08:00:00+01:00'))).not.toBeNull();
    expect(openWindow(utc, 'cittadino', at('2021-11-18T07:59:59+01:00'))).toBeNull();
  });

  it('closes last where the latest of them does, whatever their order', () => {
    const windows = [cagliari, { ...cagliari, closesAt: '2021-11-20T08:00:00+01:00' }];
    expect(lastClosing(rulesWith({}, windows))).toEqual(at(cagliari.closesAt));
    expect(lastClosing(rulesWith({}, windows.toReversed()))).toEqual(at(cagliari.closesAt));
  });
});

describe('the terms of a draft', () => {
  it('are a reminder before the last closing and a discard after it', () => {
    expect(draftTerms(rulesWith({}), at('2021-11-19T10:00:00+01:00'))).toEqual({
      kind: 'opened',
      remindAt: '2021-11-25T22:59:00.000Z',
      discardAt: '2022-01-01T22:59:00.000Z',
    });
  });

  it.each([
    ['a millisecond before the reminder is due', '2021-11-25T22:58:59.999Z', '2021-11-25T22:59:00.000Z'],
    ['the instant it is due', '2021-11-25T22:59:00.000Z', null],
    ['after it was due', '2021-12-01T10:00:00.000Z', null],
  ])('have no reminder that is already past: opened %s', (_, openedAt, remindAt) => {
    expect(draftTerms(rulesWith({}), at(openedAt)).remindAt).toBe(remindAt);
  });
});

describe('the terms of the office’s answer', () => {
  it('run from the registration, in civil days across the change of clocks', () => {
    expect(decisionTerms(rulesWith({}), at('2021-03-10T08:49:21+01:00'))).toEqual({
      kind: 'submitted',
      warnAt: at('2021-04-04T08:49:21+02:00').toISOString(),
      decideBy: at('2021-04-09T08:49:21+02:00').toISOString(),
      escalateAt: at('2021-04-14T08:49:21+02:00').toISOString(),
    });
  });

  it('grant a review after a rejection only where the programme says so', () => {
    const rejectedAt = at('2021-03-10T08:49:21+01:00');
    expect(reviewTerms(rulesWith({}), rejectedAt)).toEqual({});
    const reviewUntil = at('2021-04-09T08:49:21+02:00').toISOString();
    expect(reviewTerms(rulesWith({ review: 'P30D' }), rejectedAt)).toEqual({ reviewUntil });
  });
});

describe('the terms of a voucher', () => {
  const issuedAt = at('2021-11-25T12:00:00+01:00');

  it('end a term after issue', () => {
    expect(voucherTerms(rulesWith({}), issuedAt).expiresAt).toBe('2022-02-23T11:00:00.000Z');
  });

  it('end with a civil day, the same for all', () => {
    const rules = rulesWith({ voucherExpiry: { kind: 'on', date: '2022-03-31' } });
    const expiresAt = at('2022-03-31T23:59:59.999+02:00').toISOString();
    expect(voucherTerms(rules, issuedAt).expiresAt).toBe(expiresAt);
    expect(voucherTerms(rules, at('2022-03-30T12:00:00+02:00')).expiresAt).toBe(expiresAt);
  });

  it('tell of the end at each notice, the earliest first', () => {
    const rules = rulesWith({
      voucherExpiry: { kind: 'on', date: '2022-03-31' },
      voucherNotices: ['P1D', 'P30D', 'PT2H', 'P7D'],
    });
    expect(voucherTerms(rules, issuedAt).noticesAt).toEqual(
      [
        '2022-03-01T23:59:59.999+01:00',
        '2022-03-24T23:59:59.999+01:00',
        '2022-03-30T23:59:59.999+02:00',
        '2022-03-31T21:59:59.999+02:00',
      ].map((notice) => at(notice).toISOString()),
    );
  });

  it('leave out the notices whose instant has passed at issue', () => {
    const rules = rulesWith({
      voucherExpiry: { kind: 'after', term: 'P7D' },
      voucherNotices: ['P30D', 'P7D', 'P6D'],
    });
    expect(voucherTerms(rules, issuedAt).noticesAt).toEqual(['2021-11-26T11:00:00.000Z']);
  });

  it('have notices only ahead, in order, before the end, whatever the programme says', () => {
    const notice = fc.oneof(
      fc.nat(400).map((days) => `P${days}D`),
      fc.nat(400).map((hours) => `PT${hours}H`),
    );
    fc.assert(
      fc.property(fc.array(notice, { maxLength: 5 }), fc.nat(365), (voucherNotices, days) => {
        const rules = rulesWith({ voucherExpiry: { kind: 'after', term: `P${days}D` }, voucherNotices });
        const { noticesAt, expiresAt } = voucherTerms(rules, issuedAt);
        const instants = noticesAt.map((each) => at(each).getTime());
        expect(instants).toEqual(instants.toSorted((one, other) => one - other));
        for (const each of instants) {
          expect(each).toBeGreaterThan(issuedAt.getTime());
          expect(each).toBeLessThanOrEqual(at(expiresAt).getTime());
        }
        const hours = (term: string): number =>
          (term.startsWith('PT') ? 1 : 24) * Number(/\d+/.exec(term)?.[0]);
        const surelyAhead = voucherNotices.filter((term) => hours(term) * 3_600_000 < (days - 1) * day);
        expect(instants.length).toBeGreaterThanOrEqual(surelyAhead.length);
      }),
    );
  });
});
