import { describe, expect, it } from 'vitest';
import { leftInWords, markOf } from '../../../app/_windows/left';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('the time left in words', () => {
  it.each([
    [2 * day + 3 * hour, '2 giorni e 3 ore'],
    [day + 1, '1 giorno e 1 ora'],
    [day, '24 ore'],
    [hour + minute, '1 ora e 1 minuto'],
    [hour, '60 minuti'],
    [10 * minute + second, '10 minuti e 1 secondo'],
    [10 * minute, '10 minuti'],
    [59 * second, '59 secondi'],
    [1, '1 secondo'],
  ])('%i ms are %s', (left, words) => {
    expect(leftInWords(left, 'it')).toBe(words);
  });

  it('stands still for a minute where less motion is wanted, until the last one', () => {
    expect([10 * minute, 9 * minute + 1, 9 * minute].map((left) => leftInWords(left, 'it', true))).toEqual([
      '10 minuti',
      '10 minuti',
      '9 minuti',
    ]);
    expect(leftInWords(minute - second, 'it', true)).toBe('59 secondi');
  });

  it('is said aloud at five moments, closer and closer', () => {
    const spoken = new Set<number | null>();
    for (let left = 3 * hour; left > 0; left -= second) spoken.add(markOf(left));
    expect([...spoken]).toEqual([null, hour, 10 * minute, 5 * minute, minute, 10 * second]);
  });
});
