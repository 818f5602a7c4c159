import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitmentTo, drawn, figureIn, readPublicNumber, ticketOf, type DrawSeed } from '../../domain/draw';

const seed: DrawSeed = { secret: 'b7b1d9', publicNumber: '12 45 7 88 31' };
const registrations = Array.from({ length: 40 }, (_, index) => `${index + 1}/2026`);

/** What anyone gets who recomputes with the tool of their machine. */
const sha256sum = (text: string): string =>
  execFileSync('sha256sum', { input: text, encoding: 'utf8' }).slice(0, 64);

describe('a draw', () => {
  test('can be recomputed with the tools of any machine', () => {
    expect(commitmentTo(seed.secret)).toBe(sha256sum('b7b1d9'));
    expect(ticketOf('parita', seed, '11625/2021')).toBe(sha256sum('parita|b7b1d9|12 45 7 88 31|11625/2021'));
  });

  test('orders all that are given, whatever order they come in', () => {
    const order = drawn('parita', seed, registrations);
    expect(order.toSorted()).toEqual(registrations.toSorted());
    fc.assert(
      fc.property(fc.shuffledSubarray(registrations, { minLength: 40 }), (shuffled) => {
        expect(drawn('parita', seed, shuffled)).toEqual(order);
      }),
      { numRuns: 20 },
    );
  });

  test('puts figures in the order of its tickets, and none before it is made', () => {
    const figures = drawn('parita', seed, registrations).map((registration) =>
      figureIn(seed, { number: Number(registration.split('/')[0]), year: 2026 }),
    );
    expect(figures).toEqual(figures.toSorted((one, other) => Number(one) - Number(other)));
    expect(figures.every((figure) => Number.isSafeInteger(figure))).toBe(true);
    expect(new Set(figures).size).toBe(40);
    expect(figureIn(null, { number: 1, year: 2026 })).toBeNull();
  });

  test.each([
    ['12 45 7 88 31', '12 45 7 88 31'],
    ['  12  45\t7\n88 31 ', '12 45 7 88 31'],
    ['00ab3F', '00ab3F'],
    ['', null],
    ['12|45', null],
    ["1' && rm", null],
    ['12-45', null],
    ['Bari', null],
    ['città', null],
    ['1'.repeat(101), null],
  ])('takes %j as its public number %j', (typed, number) => {
    expect(readPublicNumber(typed)).toBe(number);
  });

  test('is another one for another purpose, secret or public number', () => {
    const order = drawn('parita', seed, registrations);
    expect(drawn('controllo', seed, registrations)).not.toEqual(order);
    expect(drawn('parita', { ...seed, secret: 'b7b1da' }, registrations)).not.toEqual(order);
    expect(drawn('parita', { ...seed, publicNumber: '12 45 7 88 32' }, registrations)).not.toEqual(order);
  });

  test('gives each about the same chance to come first', () => {
    const firsts = new Map<string, number>();
    for (let number = 0; number < 4_000; number += 1) {
      const [first = ''] = drawn(
        'parita',
        { ...seed, publicNumber: String(number) },
        registrations.slice(0, 4),
      );
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    // Seven standard deviations around a thousand; the draws are the same in every run.
    for (const count of firsts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(200);
  });
});
