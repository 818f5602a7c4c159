import { describe, expect, it } from 'vitest';
import { waitAfter, wrongCodesOfCaller, wrongCodesOfMerchant } from '../../../domain/voucher/limits';

const now = Date.UTC(2026, 10, 26, 10);
const minutes = 60_000;

/** So many times, the newest just now and each a second before the next. */
const lately = (times: number, agoMinutes = 0): number[] =>
  Array.from({ length: times }, (_, index) => now - agoMinutes * minutes - index * 1_000);

describe('the wait after wrong codes', () => {
  it('is none below every limit, and none for who tried nothing', () => {
    expect(waitAfter([], wrongCodesOfCaller, now)).toBeNull();
    expect(waitAfter(lately(9), wrongCodesOfCaller, now)).toBeNull();
  });

  it('lasts until the limit is not reached any more', () => {
    const wait = waitAfter(lately(10), wrongCodesOfCaller, now) ?? 0;
    expect(wait).toBe(10 * 60 - 9);
    expect(waitAfter(lately(10), wrongCodesOfCaller, now + (wait - 1) * 1_000)).toBe(1);
    expect(waitAfter(lately(10), wrongCodesOfCaller, now + wait * 1_000)).toBeNull();
  });

  it('grows for who goes on as soon as it is over', () => {
    const waits = [10, 20, 40].map((times) => waitAfter(lately(times), wrongCodesOfCaller, now) ?? 0);
    expect(waits).toEqual([10 * 60 - 9, 60 * 60 - 19, 24 * 60 * 60 - 39]);
  });

  it('forgets what is older than its longest limit', () => {
    expect(waitAfter(lately(400, 24 * 60), wrongCodesOfCaller, now)).toBeNull();
  });

  it('lets one till alone never shut out its whole shop', () => {
    for (const [index, { times, minutes }] of wrongCodesOfCaller.entries()) {
      expect(wrongCodesOfMerchant[index]).toMatchObject({ minutes });
      expect(wrongCodesOfMerchant[index]?.times).toBeGreaterThanOrEqual(3 * times);
    }
  });
});
