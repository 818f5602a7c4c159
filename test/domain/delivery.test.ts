import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureReasons, isNews, type Receipt, type Standing } from '../../domain/delivery';

const failed: Receipt = { status: 'non riuscito', reason: 'unreachable' };
const told = fc.constantFrom<Receipt>({ status: 'inviato' }, { status: 'consegnato' }, failed);

/** What a message comes to when receipts are taken in one after the other. */
function after(start: Standing, receipts: readonly Receipt[]): Standing {
  return receipts.reduce<Standing>(
    (standing, receipt) =>
      isNews(standing, receipt)
        ? {
            ...standing,
            status: receipt.status,
            failure: receipt.status === 'non riuscito' ? receipt.reason : null,
          }
        : standing,
    start,
  );
}

describe('the state of a message', () => {
  const starts = fc.constantFrom<Standing['status']>('in coda', 'inviato');
  const channels = fc.constantFrom<Standing['channel']>('sms', 'email');

  it('is the same whatever the order and however often its receipts come', () => {
    fc.assert(
      fc.property(channels, starts, fc.array(told, { minLength: 1 }), (channel, status, receipts) => {
        const start: Standing = { channel, status, failure: null };
        const once = [...new Set(receipts)];
        const end = after(start, receipts);
        expect(after(start, receipts.toReversed())).toEqual(end);
        expect(after(start, [...once, ...receipts])).toEqual(end);
        expect(after(end, [{ status: 'inviato' }])).toEqual(end);
      }),
    );
  });

  it.each([
    ['sms', 'consegnato'],
    ['email', 'non riuscito'],
  ] as const)('of %s that was both taken and sent back is %s', (channel, status) => {
    const start: Standing = { channel, status: 'inviato', failure: null };
    expect(after(start, [failed, { status: 'consegnato' }]).status).toBe(status);
    expect(after(start, [{ status: 'consegnato' }, failed]).status).toBe(status);
  });

  it('that we gave up is what any carrier says; what a carrier refused stays refused', () => {
    for (const failure of failureReasons) {
      const start: Standing = { channel: 'email', status: 'non riuscito', failure };
      expect(after(start, [{ status: 'inviato' }]).status).toBe(
        failure === 'given-up' ? 'inviato' : 'non riuscito',
      );
    }
  });
});
