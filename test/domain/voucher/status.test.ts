import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  spend,
  spendRefusal,
  standingOf,
  voucherStatuses,
  type VoucherStatus,
} from '../../../domain/voucher/status';

const expiresAt = new Date('2021-09-30T21:59:59.999Z');

const moments = {
  before: new Date(expiresAt.getTime() - 1),
  at: expiresAt,
  after: new Date(expiresAt.getTime() + 1),
};

const balanceCents = 26_400;

/** What a till hears when it asks for an amount of a voucher with €264,00 left, by status and moment. */
const table: [VoucherStatus, keyof typeof moments, number, string | number][] = [
  ['attivo', 'before', 1, 26_399],
  ['attivo', 'before', 1_600, 24_800],
  ['attivo', 'before', 26_399, 1],
  ['attivo', 'before', 26_400, 0],
  ['attivo', 'before', 26_401, 'insufficient-balance'],
  ['attivo', 'at', 1, 'voucher-expired'],
  ['attivo', 'at', 26_401, 'voucher-expired'],
  ['attivo', 'after', 1, 'voucher-expired'],
  ['bloccato', 'before', 1, 'voucher-blocked'],
  ['bloccato', 'before', 26_401, 'voucher-blocked'],
  ['bloccato', 'after', 1, 'voucher-blocked'],
  ['scaduto', 'before', 1, 'voucher-expired'],
  ['scaduto', 'after', 1, 'voucher-expired'],
  ['revocato', 'before', 1, 'voucher-revoked'],
  ['revocato', 'after', 1, 'voucher-revoked'],
];

describe('a voucher', () => {
  it.each(table)('%s, %s its end, asked for %i cents: %s', (status, moment, amountCents, expected) => {
    const outcome = spend({ status, balanceCents, heldCents: 0, expiresAt }, amountCents, moments[moment]);
    if (typeof expected === 'number') {
      const value = { balanceCents: expected, exhausted: expected === 0 };
      expect(outcome).toEqual({ ok: true, value });
    } else if (expected === 'insufficient-balance') {
      expect(outcome).toEqual({ ok: false, error: { code: expected, balanceCents } });
    } else {
      expect(outcome).toEqual({ ok: false, error: { code: expected } });
    }
  });

  it('that is exhausted says that nothing is left, until its day', () => {
    const exhausted = { status: 'esaurito' as const, balanceCents: 0, heldCents: 0, expiresAt };
    const empty = { ok: false, error: { code: 'insufficient-balance', balanceCents: 0 } };
    expect(spend(exhausted, 1, moments.before)).toEqual(empty);
    expect(spend(exhausted, 1, moments.at)).toEqual({ ok: false, error: { code: 'voucher-expired' } });
  });

  it.each([
    ['attivo', null, 'voucher-expired', 'voucher-expired'],
    ['bloccato', 'voucher-blocked', 'voucher-blocked', 'voucher-blocked'],
    ['esaurito', null, 'voucher-expired', 'voucher-expired'],
    ['scaduto', 'voucher-expired', 'voucher-expired', 'voucher-expired'],
    ['revocato', 'voucher-revoked', 'voucher-revoked', 'voucher-revoked'],
  ] as [VoucherStatus, ...(string | null)[]][])(
    '%s is refused before, at and after its end: %s, %s, %s',
    (status, ...codes) => {
      const voucher = { status, balanceCents, heldCents: 0, expiresAt };
      const refusals = Object.values(moments).map((now) => spendRefusal(voucher, now)?.code ?? null);
      expect(refusals).toEqual(codes);
    },
  );

  it('can be used, for its holder, exactly where a till would take it', () => {
    for (const status of voucherStatuses) {
      for (const now of Object.values(moments)) {
        const left = status === 'esaurito' ? 0 : balanceCents;
        const taken = spend({ status, balanceCents: left, heldCents: 0, expiresAt }, 1, now).ok;
        expect([status, standingOf({ status, expiresAt }, now) === 'usable']).toEqual([status, taken]);
      }
    }
  });

  it('gives nothing that is set aside for another till', () => {
    const voucher = { status: 'attivo' as const, balanceCents, heldCents: 20_000, expiresAt };
    const left = { ok: false, error: { code: 'insufficient-balance', balanceCents: 6_400 } };
    expect(spend(voucher, 6_401, moments.before)).toEqual(left);
    expect(spend(voucher, 6_400, moments.before)).toEqual({
      ok: true,
      value: { balanceCents: 20_000, exhausted: false },
    });
  });

  it('never goes below zero, and never gives more than it had', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...voucherStatuses),
        cents,
        cents,
        cents,
        (status, balance, held, amount) => {
          const outcome = spend(
            { status, balanceCents: balance, heldCents: held, expiresAt },
            amount,
            moments.before,
          );
          const spendable = status === 'attivo' || status === 'esaurito';
          expect(outcome.ok).toBe(spendable && amount <= balance - held);
          if (outcome.ok) expect(outcome.value.balanceCents + amount).toBe(balance);
        },
      ),
    );
  });
});
