import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedTerms,
  decideByWhileAsked,
  resumedDecideBy,
  type Asked,
  type RequestKind,
} from '../../../domain/application/clock';
import { civilDate } from '../../../domain/calendar';
import { rulesWith } from '../../support/rules';

const at = (instant: string): Date => new Date(instant);
const hour = 60 * 60 * 1000;
const day = 24 * hour;

const asked = (changes: Partial<Asked> = {}): Asked => ({
  kind: 'integrazione',
  askedAt: at('2021-05-03T10:00:00+02:00'),
  answerBy: at('2021-05-13T23:59:59.999+02:00'),
  suspends: true,
  decideBy: at('2021-05-23T09:00:00+02:00'),
  ...changes,
});

describe('the terms of a request', () => {
  const terms = (kind: RequestKind, from: string, changes = {}, earlier = false) =>
    askedTerms(rulesWith({ terms: changes }), kind, at(from), earlier);

  it.each<[string, RequestKind, string, object, string]>([
    [
      'ten days where nothing is said',
      'integrazione',
      '2021-05-03T10:00:00+02:00',
      {},
      '2021-05-13T23:59:59.999+02:00',
    ],
    [
      'ten days for observations',
      'preavviso',
      '2021-05-03T10:00:00+02:00',
      {},
      '2021-05-13T23:59:59.999+02:00',
    ],
    [
      'as the programme says',
      'integrazione',
      '2021-05-03T10:00:00+02:00',
      { clarification: 'P5D' },
      '2021-05-08T23:59:59.999+02:00',
    ],
    [
      'across the clocks of spring',
      'integrazione',
      '2021-03-20T10:00:00+01:00',
      {},
      '2021-03-30T23:59:59.999+02:00',
    ],
    [
      'across the clocks of autumn',
      'preavviso',
      '2021-10-25T10:00:00+02:00',
      {},
      '2021-11-04T23:59:59.999+01:00',
    ],
    ['across the year’s end', 'preavviso', '2021-12-28T18:00:00+01:00', {}, '2022-01-07T23:59:59.999+01:00'],
    [
      'exactly, where it is no matter of days',
      'preavviso',
      '2021-05-03T10:00:00+02:00',
      { observations: 'PT2S' },
      '2021-05-03T10:00:02+02:00',
    ],
    [
      'thirty days at most, if the office’s term stands still',
      'integrazione',
      '2021-05-03T10:00:00+02:00',
      { clarification: 'P60D' },
      '2021-06-02T23:59:59.999+02:00',
    ],
  ])('%s', (_, kind, from, changes, answerBy) => {
    expect(terms(kind, from, changes).answerBy).toEqual(at(answerBy));
  });

  it('may be longer where the office’s own term runs on', () => {
    const { answerBy, suspends } = terms(
      'integrazione',
      '2021-05-03T10:00:00+02:00',
      { clarification: 'P60D' },
      true,
    );
    expect(suspends).toBe(false);
    expect(answerBy).toEqual(at('2021-07-02T23:59:59.999+02:00'));
  });

  it.each<[RequestKind, boolean, boolean]>([
    ['integrazione', false, true],
    ['integrazione', true, false],
    ['preavviso', false, true],
    ['preavviso', true, true],
  ])('%s after an earlier standstill %s keeps the term still: %s', (kind, earlier, suspends) => {
    expect(terms(kind, '2021-05-03T10:00:00+02:00', {}, earlier).suspends).toBe(suspends);
  });

  it('remind two days before the end, of a short term when a fifth is left', () => {
    const long = terms('integrazione', '2021-05-03T10:00:00+02:00');
    expect(long.answerBy.getTime() - long.remindAt.getTime()).toBe(2 * day);
    const short = terms('integrazione', '2021-05-03T10:00:00+02:00', { clarification: 'PT10H' });
    expect(short.answerBy.getTime() - short.remindAt.getTime()).toBe(2 * hour);
  });
});

describe('the office’s term after a request', () => {
  it.each<[string, Partial<Asked>, { at: string; answered: boolean }, string]>([
    [
      'goes on with what was left at the answer',
      {},
      { at: '2021-05-07T10:00:00+02:00', answered: true },
      '2021-05-27T09:00:00+02:00',
    ],
    [
      'goes on at the end of the term without one',
      {},
      { at: '2021-05-13T10:00:00+02:00', answered: false },
      '2021-06-02T09:00:00+02:00',
    ],
    [
      'is as it was where nothing stood still',
      { suspends: false },
      { at: '2021-05-07T10:00:00+02:00', answered: true },
      '2021-05-23T09:00:00+02:00',
    ],
    [
      'goes on ten days after observations',
      { kind: 'preavviso' },
      { at: '2021-05-07T10:00:00+02:00', answered: true },
      '2021-06-06T09:00:00+02:00',
    ],
    [
      'goes on at once without observations',
      { kind: 'preavviso' },
      { at: '2021-05-13T10:00:00+02:00', answered: false },
      '2021-06-02T09:00:00+02:00',
    ],
    [
      'is no longer where it had passed before',
      { decideBy: at('2021-05-01T09:00:00+02:00') },
      { at: '2021-05-07T10:00:00+02:00', answered: true },
      '2021-05-01T09:00:00+02:00',
    ],
    [
      'keeps the time of day across the clocks of autumn',
      { askedAt: at('2021-10-20T10:00:00+02:00'), decideBy: at('2021-10-29T09:00:00+02:00') },
      { at: '2021-10-30T10:00:00+02:00', answered: true },
      '2021-11-08T09:00:00+01:00',
    ],
    [
      'keeps the time of day across the clocks of spring and the year’s end',
      { askedAt: at('2021-12-20T10:00:00+01:00'), decideBy: at('2022-03-20T09:00:00+01:00') },
      { at: '2021-12-30T10:00:00+01:00', answered: true },
      '2022-03-30T09:00:00+02:00',
    ],
  ])('%s', (_, changes, over, decideBy) => {
    expect(resumedDecideBy(asked(changes), { ...over, at: at(over.at) })).toEqual(at(decideBy));
  });

  /** Instants of two years with four changes of the clocks and two ends of the year. */
  const instants = fc.date({
    min: at('2021-01-01T00:00:00Z'),
    max: at('2022-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  const lengths = fc.integer({ min: 1, max: 120 * day });

  it('is longer by the standstill, to the hours of the changes of clocks on both sides', () => {
    fc.assert(
      fc.property(instants, lengths, lengths, (askedAt, left, waited) => {
        const decideBy = new Date(askedAt.getTime() + left);
        const resumedAt = new Date(askedAt.getTime() + waited);
        const resumed = resumedDecideBy(asked({ askedAt, decideBy }), { at: resumedAt, answered: true });
        const longer = resumed.getTime() - decideBy.getTime();
        expect(Math.abs(longer - waited)).toBeLessThanOrEqual(2 * hour);
      }),
    );
  });

  it('does not change for an answer at once', () => {
    fc.assert(
      fc.property(instants, lengths, (askedAt, left) => {
        const decideBy = new Date(askedAt.getTime() + left);
        expect(resumedDecideBy(asked({ askedAt, decideBy }), { at: askedAt, answered: true })).toEqual(
          decideBy,
        );
      }),
    );
  });

  it('is told beforehand as if no answer came', () => {
    expect(civilDate(decideByWhileAsked(asked()))).toBe('2021-06-02');
  });
});
