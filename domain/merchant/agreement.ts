import { after, civilDate, isCivilDate } from '../calendar';
import type { FieldFault } from '../refusal';

/** The number of an agreement as it is written: `12/2026`. */
export const writeAgreement = ({ number, year }: { number: number; year: number }): string =>
  `${number}/${year}`;

/** No agreement is made for longer: what is, was mistyped. */
const longestAgreement = 'P5Y';

/** A civil day `YYYY-MM-DD` as people write it. */
export const writeCivilDay = (day: string): string => day.split('-').reverse().join('/');

/**
 * What is wrong with the days `YYYY-MM-DD` of an agreement, both included, as typed.
 *
 * @param now when it is signed or prolonged: an agreement that is over before it begins is a slip
 */
export function agreementDaysFaults(days: { from: string | null; until: string }, now: Date): FieldFault[] {
  const { from, until } = days;
  const faults: FieldFault[] = [];
  if (from !== null && !isCivilDate(from)) faults.push({ field: 'from', code: 'date' });
  if (!isCivilDate(until)) faults.push({ field: 'until', code: 'date' });
  else if (until < civilDate(now)) faults.push({ field: 'until', code: 'date-past' });
  else if (until > civilDate(after(now, longestAgreement))) {
    faults.push({ field: 'until', code: 'day-too-far' });
  } else if (from !== null && until < from) faults.push({ field: 'until', code: 'agreement-order' });
  return faults;
}

/** The days an agreement has unless the office says otherwise: a year from today. */
export const usualAgreement = (now: Date): { from: string; until: string } => ({
  from: civilDate(now),
  until: civilDate(after(now, 'P1Y')),
});
