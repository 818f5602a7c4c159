import { describe, expect, it } from 'vitest';
import { randomCode } from '../../commands/random-code';
import { voucherCodeLength } from '../../domain/code';

describe('codes as they are drawn', () => {
  const codes = Array.from({ length: 20_000 }, () => randomCode(voucherCodeLength));

  it('come twice no more often than chance has it', () => {
    // Of 20,000 fair draws from 31^7 two are the same in one run of 140, and three pairs in one of fifteen million.
    expect(codes.length - new Set(codes).size).toBeLessThan(3);
  });

  it('have every letter equally often in every place', () => {
    for (let place = 0; place < voucherCodeLength; place++) {
      const counts = new Map<string, number>();
      for (const code of codes) counts.set(code[place] ?? '', (counts.get(code[place] ?? '') ?? 0) + 1);
      expect(counts.size).toBe(31);
      const expected = codes.length / 31;
      const distance = [...counts.values()].reduce(
        (sum, count) => sum + (count - expected) ** 2 / expected,
        0,
      );
      // Chi-square with 30 degrees of freedom: beyond 90 once in ten million fair draws.
      expect(distance).toBeLessThan(90);
    }
  });
});
