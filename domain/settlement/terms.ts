import { Temporal } from 'temporal-polyfill';
import { after, civilZone, type Term } from '../calendar';
import type { Cents } from '../money';

/** How often a merchant is paid: each civil month, each civil week from Monday, or each so long. */
export type Frequency = 'month' | 'week' | { every: Term };

/** The terms of a settlement, kept with it from its opening on: a later change touches only those opened later. */
export interface SettlementTerms {
  frequency: Frequency;
  /** A spend that may still be taken back when its period ends is waited for this long; what is later goes to the next. */
  voidPatience: Term;
  /** The merchant is reminded of a note that was not presented so long after the statement. */
  presentWithin: Term;
  /** Days to pay, from the presentation of the note. */
  payWithin: Term;
  /** The office is warned so long before the days to pay are over. */
  warnBefore: Term;
  /** A bank transfer may come back this long after it was executed. */
  returnsFor: Term;
  stamp: StampDuty;
}

/** Imposta di bollo, assolved virtually, on notes outside VAT (DPR 642/1972, tariffa, art. 13). */
export interface StampDuty {
  /** A note of more than this bears it. */
  aboveCents: Cents;
  cents: Cents;
  /** Who bears it: it is no part of what the merchant is paid either way. */
  borneBy: 'ente' | 'merchant';
}

/**
 * The terms of new settlements: each month (avvisi of Galatina and Pisticci), paid within ten days of the presentation
 * (Casalgrande), stamp of €2 above €77.47 borne by the Comune (Fossano). A recall of a SEPA credit transfer for fraud
 * is possible for thirteen months (EPC125-05).
 */
export const settlementTerms: SettlementTerms = {
  frequency: 'month',
  voidPatience: 'P3D',
  presentWithin: 'P7D',
  payWithin: 'P10D',
  warnBefore: 'P3D',
  returnsFor: 'P13M',
  stamp: { aboveCents: 77_47, cents: 2_00, borneBy: 'ente' },
};

/** The first instant after a period that begins at `from`: the midnight in Europe/Rome the next month or week begins at. */
export function periodEnd(from: Date, frequency: Frequency): Date {
  if (typeof frequency === 'object') return after(from, frequency.every);
  const day = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(civilZone)
    .toPlainDate();
  const next = frequency === 'month' ? day.with({ day: 1 }).add({ months: 1 }) : nextMonday(day);
  return new Date(next.toZonedDateTime(civilZone).epochMilliseconds);
}

const nextMonday = (day: Temporal.PlainDate): Temporal.PlainDate => day.add({ days: 8 - day.dayOfWeek });

/** The stamp duty of a note of so much. */
export const stampOf = (totalCents: Cents, { aboveCents, cents }: StampDuty): Cents =>
  totalCents > aboveCents ? cents : 0;

/** Days on which no euro transfer is executed every year (TARGET), besides Saturdays, Sundays and the two of Easter. */
const bankHolidays = new Set(['01-01', '05-01', '12-25', '12-26']);

/** The civil day `YYYY-MM-DD` a transfer signed at an instant is to be executed: the next one banks work on. */
export function executionDay(signedAt: Date): string {
  const signed = Temporal.Instant.fromEpochMilliseconds(signedAt.getTime()).toZonedDateTimeISO(civilZone);
  let day = signed.toPlainDate().add({ days: 1 });
  while (day.dayOfWeek > 5 || bankHolidays.has(day.toString().slice(5))) day = day.add({ days: 1 });
  return day.toString();
}
