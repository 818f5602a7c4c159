import type { FieldFault } from '../refusal';
import { ok, refused, type Result } from '../result';

/** How a threshold is written: an amount in euro, or a whole number of the unit. */
export type ThresholdUnit = 'cents' | 'seconds' | 'count' | 'percent';

interface Threshold {
  unit: ThresholdUnit;
  /** What holds until the office says otherwise. */
  initial: number;
  least: number;
  most: number;
}

/**
 * From what figure on a signal is raised. Each is data: the responsabile changes it, with the reason, without a new
 * version of the program. The first figures are ours, to be tried on the first month's spends: receipts in a food shop
 * are round to ten euro about once in a thousand, and nobody serves a customer in less than twenty seconds.
 */
export const thresholdFields = {
  /** A multiple of this is a round amount. */
  roundTo: { unit: 'cents', initial: 1_000, least: 100, most: 100_000 },
  /** Smaller spends are not looked at: the last five euro of a voucher are often spent to the cent. */
  roundFrom: { unit: 'cents', initial: 5_000, least: 100, most: 1_000_000 },
  /** How many of them in a month, in one shop. */
  roundSpends: { unit: 'count', initial: 3, least: 1, most: 1_000 },
  /** Two spends at one till that are no further apart follow on each other. */
  rapidSeconds: { unit: 'seconds', initial: 20, least: 1, most: 600 },
  /** How many that follow on each other. */
  rapidSpends: { unit: 'count', initial: 3, least: 2, most: 100 },
  /** How much of a voucher is the whole of it. */
  wholeShare: { unit: 'percent', initial: 95, least: 50, most: 100 },
  /** How many households that gave it whole to one merchant. */
  wholeVouchers: { unit: 'count', initial: 10, least: 2, most: 10_000 },
  /** And how many they are of all that shop there. */
  wholeOfShop: { unit: 'percent', initial: 50, least: 1, most: 100 },
  /** Codes that open nothing, tried at one till in a day. */
  wrongCodes: { unit: 'count', initial: 10, least: 2, most: 10_000 },
} as const satisfies Record<string, Threshold>;

export type ThresholdName = keyof typeof thresholdFields;

/** Every threshold, in cents, seconds, hundredths, or times. */
export type Thresholds = Record<ThresholdName, number>;

export const thresholdNames = Object.keys(thresholdFields) as ThresholdName[];

/** The thresholds before the office changed any. */
export const initialThresholds: Thresholds = fromEach((name) => thresholdFields[name].initial);

/** Thresholds as kept, completed with those that did not exist when they were. */
export const completed = (kept: Partial<Thresholds>): Thresholds =>
  fromEach((name) => kept[name] ?? initialThresholds[name]);

/**
 * Judges new thresholds: every one a whole number within its bounds.
 *
 * @param typed null where nothing that can be read was typed
 */
export function judgeThresholds(
  typed: Record<ThresholdName, number | null>,
): Result<Thresholds, { code: 'invalid'; faults: FieldFault[] }> {
  const faults = thresholdNames.flatMap((name): FieldFault[] => {
    const [value, { unit, least, most }] = [typed[name], thresholdFields[name]];
    if (value !== null && Number.isSafeInteger(value) && value >= least && value <= most) return [];
    const bounds = unit === 'cents' ? { least: least / 100, most: most / 100 } : { least, most };
    return [{ field: name, code: 'out-of-bounds', params: bounds }];
  });
  return faults.length > 0 ? refused({ code: 'invalid', faults }) : ok(fromEach((name) => typed[name] ?? 0));
}

function fromEach(value: (name: ThresholdName) => number): Thresholds {
  return Object.fromEntries(thresholdNames.map((name) => [name, value(name)])) as Thresholds;
}
