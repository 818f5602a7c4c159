import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysToPay } from '../../../domain/settlement/days-to-pay';
import { effectOf } from '../../../domain/settlement/outcome-effect';
import { causeOf, needsOtherAccount, outcomeOf } from '../../../domain/settlement/outcomes';
import { bankReference, idOfReference } from '../../../domain/settlement/reference';
import { sepaText } from '../../../domain/settlement/sepa-text';
import { settlementStatusAfter } from '../../../domain/settlement/status';
import { executionDay, periodEnd, settlementTerms, stampOf } from '../../../domain/settlement/terms';
import { anyText } from '../../support/any-text';
import { maskIban } from '../../../domain/settlement/note';

const end = (from: string, frequency: Parameters<typeof periodEnd>[1] = 'month'): string =>
  periodEnd(new Date(from), frequency).toISOString();

describe('a period', () => {
  it.each([
    ['2026-11-26T15:00:00+01:00', '2026-11-30T23:00:00.000Z'],
    // Year's end.
    ['2026-12-31T23:59:59+01:00', '2026-12-31T23:00:00.000Z'],
    // The clocks change within it: March begins in winter time, April in summer time.
    ['2027-03-01T00:00:00+01:00', '2027-03-31T22:00:00.000Z'],
    ['2027-10-01T00:00:00+02:00', '2027-10-31T23:00:00.000Z'],
    // Still January in Rome, and already February.
    ['2027-01-31T22:59:59Z', '2027-01-31T23:00:00.000Z'],
    ['2027-01-31T23:00:00Z', '2027-02-28T23:00:00.000Z'],
  ])('of a month that begins %s ends before %s', (from, to) => {
    expect(end(from)).toBe(to);
  });

  it('of a week ends before Monday', () => {
    expect(end('2026-11-26T15:00:00+01:00', 'week')).toBe('2026-11-29T23:00:00.000Z');
    expect(end('2026-11-30T00:00:00+01:00', 'week')).toBe('2026-12-06T23:00:00.000Z');
    // The night the clocks go forward.
    expect(end('2027-03-27T12:00:00+01:00', 'week')).toBe('2027-03-28T22:00:00.000Z');
  });

  it('always ends later than it begins, and the next begins there', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
        fc.constantFrom('month' as const, 'week' as const),
        (from, frequency) => {
          const to = periodEnd(from, frequency);
          expect(to > from).toBe(true);
          expect(periodEnd(new Date(to.getTime() - 1), frequency)).toEqual(to);
        },
      ),
    );
  });
});

describe('the stamp', () => {
  it.each([
    [7_747, 0],
    [7_748, 200],
    [1, 0],
    [10_000_000, 200],
  ])('on %i cents is %i', (total, stamp) => {
    expect(stampOf(total, settlementTerms.stamp)).toBe(stamp);
  });
});

describe('the day of execution', () => {
  it.each([
    ['2026-12-10T10:00:00Z', '2026-12-11'],
    ['2026-12-11T10:00:00Z', '2026-12-14'],
    ['2026-12-24T10:00:00Z', '2026-12-28'],
    ['2026-12-31T23:30:00Z', '2027-01-04'],
  ])('of what is signed %s is %s', (signed, day) => {
    expect(executionDay(new Date(signed))).toBe(day);
  });
});

describe('a text for banks', () => {
  it.each([
    ['Caffè & Però «Società»', 'Caffe + Pero Societa'],
    ['L’Ortofrutta', "L'Ortofrutta"],
    ['//Nota 3/2026/', 'Nota 3/2026'],
    ['A\nB\u0000C', 'A B C'],
    ['Straße', 'Strasse'],
  ])('%j is %j', (text, plain) => {
    expect(sepaText(text, 70)).toBe(plain);
  });

  it('has only letters they carry, and is no longer than it may be', () => {
    fc.assert(
      fc.property(anyText(100), fc.integer({ min: 1, max: 140 }), (text, longest) => {
        const plain = sepaText(text, longest);
        expect(plain).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]*$/);
        expect(plain.length).toBeLessThanOrEqual(longest);
        expect(plain).not.toMatch(/\/\/|^[/ ]|[/ ]$/);
      }),
    );
  });
});

describe('what a bank says', () => {
  it('means one thing for the money', () => {
    expect(['ACSC', 'rjct', ' Pagato ', 'Stornato', 'ACSP'].map(outcomeOf)).toEqual([
      'paid',
      'refused',
      'paid',
      'returned',
      'running',
    ]);
    expect(outcomeOf('BOH')).toBeNull();
    expect(outcomeOf('constructor')).toBeNull();
  });

  it('asks for another account only where the account is at fault', () => {
    expect([needsOtherAccount('AC04'), needsOtherAccount('MS03'), needsOtherAccount(null)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(causeOf('AC01')).toBe('account-wrong');
    expect(causeOf('toString')).toBe('unsaid');
  });

  it('does to a payment what it can, once', () => {
    const now = new Date('2026-12-10T10:00:00Z');
    const payment = { end: null, signed: true, returnsUntil: null };
    expect(effectOf('paid', payment, now)).toBe('pay');
    expect(effectOf('paid', { ...payment, end: 'paid' }, now)).toBe('nothing');
    expect(effectOf('refused', { ...payment, end: 'paid' }, now)).toBe('outcome-contradiction');
    expect(effectOf('returned', payment, now)).toBe('outcome-never-paid');
    expect(effectOf('returned', { ...payment, end: 'paid', returnsUntil: new Date(0) }, now)).toBe(
      'outcome-too-late',
    );
    expect(effectOf('paid', { ...payment, signed: false }, now)).toBe('outcome-not-signed');
    expect(effectOf('paid', { ...payment, end: 'cancelled' }, now)).toBe('outcome-not-signed');
  });
});

describe('references', () => {
  it('go to the bank and come back as they were, in small letters too', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(idOfReference(bankReference(id))).toBe(id);
        expect(idOfReference(bankReference(id).toLowerCase())).toBe(id);
        expect(bankReference(id)).toMatch(/^[0-9A-F]{32}$/);
      }),
    );
    expect(idOfReference('NOTPROVIDED')).toBeNull();
  });
});

describe('the states', () => {
  it('of an empty period and of what is in a batch allow nothing out of turn', () => {
    expect(settlementStatusAfter('vuota', 'presented')).toBeNull();
    expect(settlementStatusAfter('in pagamento', 'sent-back')).toBeNull();
    expect(settlementStatusAfter('pagata', 'returned')).toBe('respinta dalla banca');
    expect(settlementStatusAfter(null, 'drawn')).toBeNull();
  });
});

describe('days to pay', () => {
  it('are told by their median, their ninth decile and their columns', () => {
    expect(daysToPay([])).toBeNull();
    expect(daysToPay([4, 1, 1, 3, 2, 10, 1, 2, 2, 3])).toEqual({
      median: 2,
      p90: 4,
      byDay: [0, 3, 3, 2, 1, 0, 0, 0, 0, 0, 1],
    });
  });
});

describe('an account', () => {
  it('is shown by its ends', () => {
    expect(maskIban('IT60X0542811101000000123456')).toBe('IT60 •••• 3456');
  });
});
