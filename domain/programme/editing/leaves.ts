import { isCivilDate, isTerm, momentAt } from '../../calendar';
import { parseEuro } from '../../money';
import type { FieldFault } from '../../refusal';
import { namedQuantities, unitOf, type Quantity } from '../facts';
import type { Fields } from './fields';
import { largestAmount, termUnits, type EditedUnit } from './parts';

/** What is read: the values, and on the side what is wrong with which field. */
export interface Reader {
  fields: Fields;
  faults: FieldFault[];
  /** The fields that were looked at: what a choice made elsewhere leaves aside is not among them. */
  seen?: Set<string>;
}

/** What was typed in a field, without the blanks around it. */
export function typedIn({ fields, seen }: Reader, field: string): string {
  seen?.add(field);
  return fields[field]?.trim() ?? '';
}

/** Notes a fault; what is faulty has no value. */
export function faulty(
  { faults }: Reader,
  field: string,
  code: string,
  params?: FieldFault['params'],
): undefined {
  faults.push(params ? { field, code, params } : { field, code });
}

/** An amount, in cents. One below zero is told so: that it is no amount would be no help. */
export function readMoney(reader: Reader, field: string): number | undefined {
  const text = typedIn(reader, field);
  const cents = parseEuro(text, largestAmount);
  if (cents !== null) return cents;
  return faulty(reader, field, /^-\s*\d/.test(text) ? 'amount-positive' : 'money');
}

export function readCount(reader: Reader, field: string): number | undefined {
  const text = typedIn(reader, field);
  return /^\d{1,9}$/.test(text) ? Number(text) : faulty(reader, field, 'count');
}

export function readChoice(reader: Reader, field: string, options: readonly string[]): string | undefined {
  const text = typedIn(reader, field);
  return options.includes(text) ? text : faulty(reader, field, 'choice');
}

export function readDay(reader: Reader, field: string): string | undefined {
  const text = typedIn(reader, field);
  return isCivilDate(text) ? text : faulty(reader, field, 'date');
}

/** A civil moment, as an instant. */
export function readMoment(reader: Reader, at: string): string | undefined {
  const [day, time] = [typedIn(reader, `${at}.day`), typedIn(reader, `${at}.time`)];
  const moment = momentAt(day, time);
  if (moment) return moment.toISOString();
  return isCivilDate(day) ? faulty(reader, `${at}.time`, 'time-of-day') : faulty(reader, `${at}.day`, 'date');
}

const designators: Record<Exclude<EditedUnit, 'iso'>, (count: number) => string> = {
  days: (count) => `P${count}D`,
  weeks: (count) => `P${count}W`,
  months: (count) => `P${count}M`,
  years: (count) => `P${count}Y`,
  hours: (count) => `PT${count}H`,
  minutes: (count) => `PT${count}M`,
  seconds: (count) => `PT${count}S`,
};

export function readTerm(reader: Reader, at: string): string | undefined {
  const count = typedIn(reader, `${at}.count`);
  const unit = readChoice(reader, `${at}.unit`, termUnits);
  if (unit === undefined) return undefined;
  if (unit !== 'iso' && !/^\d{1,5}$/.test(count)) return faulty(reader, `${at}.count`, 'count');
  const term = unit === 'iso' ? count : designators[unit as keyof typeof designators](Number(count));
  return isTerm(term) ? term : faulty(reader, `${at}.count`, 'term');
}

/** A term as number and unit, or as it is where it is no number of one unit. */
export function writeTerm(term: string): { count: string; unit: EditedUnit } {
  const count = /\d+/.exec(term)?.[0] ?? '';
  const unit = termUnits.find((each) => each !== 'iso' && designators[each](Number(count)) === term);
  return unit ? { count: String(Number(count)), unit } : { count: term, unit: 'iso' };
}

/** A quantity, or one of the words that may stand for it. */
export function readQuantity(reader: Reader, at: string, also: readonly string[] = []): unknown {
  const options = [...also, ...namedQuantities, 'aged', 'born'];
  const name = readChoice(reader, `${at}.quantity`, options);
  if (name !== 'aged' && name !== 'born') return name;
  const bounds = (['from', 'to'] as const).flatMap((end) => {
    const field = `${at}.${end}`;
    if (typedIn(reader, field) === '') return [];
    return [[end, readCount(reader, field)]] as const;
  });
  if (bounds.length === 0) return faulty(reader, `${at}.from`, 'required');
  const years = Object.fromEntries(bounds);
  if ((years.from ?? -Infinity) > (years.to ?? Infinity)) return faulty(reader, `${at}.to`, 'range');
  return bounds.some(([, year]) => year === undefined) ? undefined : { [name]: years };
}

export function writeQuantity(
  quantity: string | Exclude<Quantity, string>,
  at: string,
): Record<string, string> {
  if (typeof quantity === 'string') return { [`${at}.quantity`]: quantity };
  const [name, { from, to }] =
    'aged' in quantity ? (['aged', quantity.aged] as const) : (['born', quantity.born] as const);
  return {
    [`${at}.quantity`]: name,
    ...(from !== undefined && { [`${at}.from`]: String(from) }),
    ...(to !== undefined && { [`${at}.to`]: String(to) }),
  };
}

/** What a quantity is compared with, typed in euro where it is counted in cents. */
export const readThreshold = (reader: Reader, field: string, quantity: Quantity): number | undefined =>
  unitOf(quantity) === 'euro' ? readMoney(reader, field) : readCount(reader, field);
