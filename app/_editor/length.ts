import { termUnits } from '@/domain/programme/editing/parts';

/** A length of time as it was typed, in words: `1 giorno`, `30 giorni`; null where it is not a number of one unit. */
export function lengthInWords(count: string, unit: string, locale: string): string | null {
  const known = termUnits.find((each) => each === unit);
  if (known === undefined || known === 'iso' || !/^\d{1,5}$/.test(count)) return null;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: known.replace(/s$/, ''),
    unitDisplay: 'long',
    useGrouping: false,
  }).format(Number(count));
}
