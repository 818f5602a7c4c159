import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFigures, type ProgrammeCounts } from '../../../domain/statistics/open-figures';
import { figureLines, writeFigures } from '../../../domain/statistics/open-data';
import { smallestCount, sumOf, suppressed } from '../../../domain/statistics/suppression';

/** Every table with this many cells and this total. */
function tablesWith(cells: number, total: number): number[][] {
  if (cells === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    tablesWith(cells - 1, total - first).map((rest) => [first, ...rest]),
  );
}

describe('suppression', () => {
  it.each([
    [[0, 0, 0], null],
    [[4], null],
    [[5], [5]],
    [
      [12, 7, 30],
      [12, 7, 30],
    ],
    [
      [12, 3, 30],
      [null, null, 30],
    ],
    [
      [12, 3, 12, 30],
      [null, null, null, 30],
    ],
    [
      [4, 4],
      [null, null],
    ],
    [
      [100, 0],
      [null, null],
    ],
  ])('publishes %j as %j', (counts, published) => {
    expect(suppressed(counts)).toEqual(published);
  });

  it('shows no count below the smallest, and every shown count as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 12 }), (counts) => {
        const published = suppressed(counts);
        expect(published === null).toBe(sumOf(counts) < smallestCount);
        published?.forEach((shown, cell) => {
          if (shown !== null) expect([shown, shown >= smallestCount]).toEqual([counts[cell], true]);
        });
      }),
    );
  });

  /**
   * Whoever knows the total, the cells shown and the rule itself tries every table that would have been published the
   * same way: no hidden cell is the same in all of them.
   */
  it.each([
    [2, 24],
    [3, 22],
    [4, 16],
  ])('lets nobody compute a hidden cell from the total, in any table of %i cells', (cells, largest) => {
    for (let total = smallestCount; total <= largest; total++) {
      const seen = new Map<string, { values: Set<number>[]; published: (number | null)[] }>();
      for (const table of tablesWith(cells, total)) {
        const published = suppressed(table) ?? [];
        const key = published.join();
        const known = seen.get(key) ?? { values: table.map(() => new Set<number>()), published };
        table.forEach((value, cell) => known.values[cell]?.add(value));
        seen.set(key, known);
      }
      for (const { values, published } of seen.values()) {
        published.forEach((shown, cell) => {
          if (shown === null) expect(values[cell]?.size).toBeGreaterThan(1);
        });
      }
    }
  });

  it('leaves at least two cells hidden, one of them perhaps large, in tables of any size', () => {
    const counts = fc.array(fc.nat({ max: 1_000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(counts, (table) => {
        const published = suppressed(table);
        if (published === null || !published.includes(null)) return;
        const hidden = table.filter((_, cell) => published[cell] === null);
        expect(hidden.length).toBeGreaterThan(1);
        // The hidden cells turned round by one are published the same way.
        const turned = [...hidden.slice(1), ...hidden.slice(0, 1)];
        const other = table.map((value, cell) => (published[cell] === null ? (turned.shift() ?? 0) : value));
        expect(suppressed(other)).toEqual(published);
      }),
    );
  });
});

const counts = (changes: Partial<ProgrammeCounts> = {}): ProgrammeCounts => ({
  slug: 'buoni-spesa',
  name: 'Buoni Spesa',
  byStatus: new Map([
    ['presentata', 30],
    ['approvata', 12],
    ['respinta', 7],
    ['annullata', 6],
  ]),
  bySize: new Map([
    [1, 20],
    [2, 20],
    [3, 15],
  ]),
  byMonth: new Map([
    ['2020-11', 25],
    ['2021-02', 30],
  ]),
  allocatedCents: 1_000_000,
  committedCents: 360_000,
  spentCents: 45_000,
  spendingVouchers: 9,
  ...changes,
});

describe('the figures of a programme', () => {
  it('name every month between the first and the last, and every size', () => {
    const { byMonth, bySize } = openFigures(counts());
    expect(byMonth.map(({ month }) => month)).toEqual(['2020-11', '2020-12', '2021-01', '2021-02']);
    expect(byMonth.map(({ applications }) => applications)).toEqual([null, null, null, 30]);
    expect(bySize.map(({ members }) => members)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(bySize.map(({ households }) => households)).toEqual([20, 20, null, null, null, null]);
  });

  it('hide what was committed with the number of the approved', () => {
    expect(openFigures(counts())).toMatchObject({ committedCents: 360_000, spentCents: 45_000 });
    const few = new Map([
      ['presentata', 30],
      ['approvata', 2],
    ] as const);
    expect(openFigures(counts({ byStatus: few }))).toMatchObject({ committedCents: null });
    // Hidden only because another state is small: its number could be computed from the amount.
    const complement = new Map([
      ['presentata', 30],
      ['approvata', 12],
      ['respinta', 40],
      ['annullata', 1],
    ] as const);
    expect(openFigures(counts({ byStatus: complement }))).toMatchObject({ committedCents: null });
  });

  it('hide what was spent where few spent it', () => {
    expect(openFigures(counts({ spendingVouchers: 4 })).spentCents).toBeNull();
  });

  it('are nothing but the allocation where few have applied', () => {
    const none = openFigures(
      counts({
        byStatus: new Map([['approvata', 4]]),
        bySize: new Map([[1, 4]]),
        byMonth: new Map([['2021-03', 4]]),
        spendingVouchers: 2,
      }),
    );
    const figures = figureLines([none], 0).map(({ key, value }) => [key, value] as const);
    expect(figures.filter(([, value]) => value)).toEqual([['allocated', 1_000_000]]);
  });

  it('are a file with a figure a line', () => {
    const file = writeFigures(figureLines([openFigures(counts())], 7));
    expect(file).toContain('programme,table,key,unit,value\r\n');
    expect(file).toContain('buoni-spesa,by-status,approvata,applications,12\r\n');
    expect(file).toContain('buoni-spesa,by-household-size,3,households,\r\n');
    expect(file).toContain(',total,active-merchants,merchants,7\r\n');
  });
});
