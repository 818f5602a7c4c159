import { expect, test } from 'vitest';
import { readViewFilters } from '../../app/operatore/accessi/search';

test('two days stand for what lies between them, whichever was written first; what is no day asks for nothing', () => {
  const between = (dal: string, al: string) => {
    const { from, to } = readViewFilters({ dal, al });
    return [from, to];
  };
  expect(between('2026-01-01', '2026-01-31')).toEqual(['2026-01-01', '2026-01-31']);
  expect(between('2026-01-31', '2026-01-01')).toEqual(['2026-01-01', '2026-01-31']);
  expect(between('2026-01-31', '')).toEqual(['2026-01-31', null]);
  expect(between('ieri', '2026-01-01')).toEqual([null, '2026-01-01']);
});
