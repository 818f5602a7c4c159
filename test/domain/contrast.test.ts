import { describe, expect, it } from 'vitest';
import { contrast, readable } from '../../domain/contrast';

describe('the contrast of two colours', () => {
  // The figures of the WCAG's own examples and of its known limits for grey on white.
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4.0],
    ['#0066cc', '#ffffff', 5.57],
    ['#0000FF', '#ffffff', 8.59],
  ])('%s on %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });

  it('tells the lightest grey that can be read from the next one', () => {
    expect([contrast('#767676', '#ffffff') >= readable, contrast('#777777', '#ffffff') >= readable]).toEqual([
      true,
      false,
    ]);
  });
});
