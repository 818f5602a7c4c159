import { describe, expect, it } from 'vitest';
import { merchantStatuses, takesVouchers } from '../../../domain/merchant/status';

const agreement = { agreementFrom: '2026-01-10', agreementUntil: '2026-12-31' };
const noDays = { agreementFrom: null, agreementUntil: null };

describe('a merchant takes vouchers', () => {
  it('only while its agreement is active', () => {
    const taking = merchantStatuses.filter((status) => takesVouchers({ status, ...agreement }, '2026-05-01'));
    expect(taking).toEqual(['attivo']);
  });

  it.each([
    ['2026-01-09', false],
    ['2026-01-10', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('within the days of its agreement, both included: %s', (today, expected) => {
    expect(takesVouchers({ status: 'attivo', ...agreement }, today)).toBe(expected);
  });

  it('on any day where the agreement sets none', () => {
    expect(takesVouchers({ status: 'attivo', ...noDays }, '1999-01-01')).toBe(true);
    expect(takesVouchers({ status: 'sospeso', ...noDays }, '2026-05-01')).toBe(false);
  });
});
