import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewestToReport, ratingAnswers, readRating, reportOf, stars, type Stars } from '../../domain/rating';

const typed = { stars: '4', answer: 'clear', details: '' };

/** The fields at fault of a rating, or nothing. */
function faultsOf(changes: Partial<typeof typed>): string[] {
  const outcome = readRating({ ...typed, ...changes });
  if (outcome.ok) return [];
  return outcome.error.code === 'invalid'
    ? outcome.error.faults.map(({ field, code }) => `${field} ${code}`)
    : [];
}

describe('a rating', () => {
  it('asks for one of five answers after each number of stars, by the model', () => {
    for (const [answers, given] of [
      [ratingAnswers.difficulties, ['1', '2', '3']],
      [ratingAnswers.preferred, ['4', '5']],
    ] as const) {
      expect(answers).toHaveLength(5);
      for (const each of given) {
        for (const answer of answers) expect(faultsOf({ stars: each, answer })).toEqual([]);
      }
    }
  });

  it.each([
    [{ stars: '' }, ['stars choice']],
    [{ stars: '0' }, ['stars choice']],
    [{ stars: '6' }, ['stars choice']],
    [{ stars: '4.5' }, ['stars choice']],
    [{ answer: '' }, ['answer choice']],
    [{ answer: 'unclear' }, ['answer choice']],
    [{ stars: '3' }, ['answer choice']],
    [{ details: 'x'.repeat(200) }, []],
    [{ details: 'x'.repeat(201) }, ['details too-long']],
    [{ details: `${'x'.repeat(99)}\r\n${'x'.repeat(100)}\r\n` }, []],
  ])('%o: %o', (changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });

  it('has no details where nothing was written', () => {
    expect(readRating({ ...typed, details: ' \r\n ' })).toEqual({
      ok: true,
      value: { stars: 4, answer: 'clear', details: null },
    });
  });
});

describe('the report', () => {
  const mean = (numbers: readonly number[]): number => {
    const given = numbers.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
    return given.reduce((sum, each) => sum + each, 0) / given.length;
  };
  const counts = fc.tuple(...stars.map(() => fc.nat(40)));

  it('tells nothing but their number while ratings are few, and then sums them up', () => {
    fc.assert(
      fc.property(counts, (numbers) => {
        const byStars = Object.fromEntries(stars.map((each, index) => [each, numbers[index]])) as Record<
          Stars,
          number
        >;
        const count = numbers.reduce((sum, each) => sum + each, 0);
        const report = reportOf(byStars);
        const average = count < fewestToReport ? undefined : (expect.closeTo(mean(numbers), 9) as number);
        expect(report).toEqual(average === undefined ? { count } : { count, average, byStars });
      }),
    );
  });

  it.each([
    [{ 1: 0, 2: 0, 3: 0, 4: 0, 5: 5 }, 5],
    [{ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 }, 3],
    [{ 1: 3, 2: 0, 3: 0, 4: 1, 5: 4 }, 27 / 8],
  ])('of %o has the average %d', (byStars, average) => {
    expect(reportOf(byStars).average).toBeCloseTo(average, 10);
  });
});
