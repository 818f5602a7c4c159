import { describe, expect, it } from 'vitest';
import { lengthInWords } from '../../../app/_editor/length';

describe('a length of time as it was typed', () => {
  it.each([
    ['1', 'days', '1 giorno'],
    ['30', 'days', '30 giorni'],
    ['2', 'weeks', '2 settimane'],
    ['1', 'months', '1 mese'],
    ['1', 'years', '1 anno'],
    ['1', 'hours', '1 ora'],
    ['15', 'minutes', '15 minuti'],
    ['10', 'seconds', '10 secondi'],
  ])('%s %s is %s', (count, unit, words) => {
    expect(lengthInWords(count, unit, 'it')).toBe(words);
  });

  it('is in the language of the page', () => {
    expect(lengthInWords('1', 'days', 'en')).toBe('1 day');
    expect(lengthInWords('12000', 'days', 'en')).toBe('12000 days');
  });

  it('is left as it is where it is no number of one unit', () => {
    expect(lengthInWords('P1M15D', 'iso', 'it')).toBeNull();
    expect(lengthInWords('uno', 'days', 'it')).toBeNull();
    expect(lengthInWords('1', '', 'it')).toBeNull();
  });
});
