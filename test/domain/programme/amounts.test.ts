import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountFor } from '../../../domain/programme/amounts';
import type { AmountModel } from '../../../domain/programme/rules';

const euro = (...amounts: [number, ...number[]]): AmountModel => {
  const [first, ...others] = amounts;
  return { kind: 'by-members', table: [first * 100, ...others.map((amount) => amount * 100)] };
};

const tables = {
  Messina: euro(300, 400, 600, 700, 800),
  Castelvetrano: euro(120, 220, 320, 380, 420),
  Parrano: euro(100, 200, 300, 400, 500),
  Giungano: euro(100, 150, 200, 300),
  Manduria: euro(100, 200, 300, 300, 400),
  'one amount for all': euro(500),
};

describe('the amount of a household, by the tables of real notices', () => {
  it.each([
    ['Messina', 1, 300],
    ['Messina', 2, 400],
    ['Messina', 3, 600],
    ['Messina', 4, 700],
    ['Messina', 5, 800],
    ['Messina', 6, 800],
    ['Messina', 12, 800],
    ['Castelvetrano', 1, 120],
    ['Castelvetrano', 2, 220],
    ['Castelvetrano', 3, 320],
    ['Castelvetrano', 4, 380],
    ['Castelvetrano', 5, 420],
    ['Castelvetrano', 9, 420],
    ['Parrano', 1, 100],
    ['Parrano', 3, 300],
    ['Parrano', 5, 500],
    ['Parrano', 7, 500],
    ['Giungano', 1, 100],
    ['Giungano', 3, 200],
    ['Giungano', 4, 300],
    ['Giungano', 5, 300],
    ['Manduria', 1, 100],
    ['Manduria', 2, 200],
    ['Manduria', 3, 300],
    ['Manduria', 4, 300],
    ['Manduria', 5, 400],
    ['Manduria', 8, 400],
    ['one amount for all', 1, 500],
    ['one amount for all', 6, 500],
  ] as const)('%s gives %i members € %i', (municipality, members, amount) => {
    expect(amountFor(tables[municipality], members)).toBe(amount * 100);
  });

  it('is always one of the table, that of the last row for all larger households', () => {
    const row = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(fc.tuple(row, fc.array(row, { maxLength: 8 })), fc.nat(100), ([first, others], members) => {
        const table: AmountModel['table'] = [first, ...others];
        const amount = amountFor({ kind: 'by-members', table }, members);
        expect(amount).toBe(table[members <= 1 ? 0 : Math.min(members, table.length) - 1]);
      }),
    );
  });

  it('never falls when a household grows, where the table does not', () => {
    for (const table of Object.values(tables)) {
      const amounts = Array.from({ length: 20 }, (_, members) => amountFor(table, members + 1));
      expect(amounts).toEqual(amounts.toSorted((one, other) => one - other));
    }
  });
});
