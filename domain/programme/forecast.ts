import { Temporal } from 'temporal-polyfill';
import type { Cents } from '../money';

/** What the office did on one civil day. */
export interface OfficeDay {
  approvals: number;
  rejections: number;
  /** Committed to vouchers on that day. */
  committedCents: Cents;
}

export interface ForecastInput {
  /** What the fund still holds. */
  residualCents: Cents;
  /** The last complete civil days, oldest first, those without a decision included. */
  days: readonly OfficeDay[];
  /** Applications the office has still to decide. */
  undecided: number;
  /** What those approved already wait for. */
  waitingCents: Cents;
  /** The civil day `YYYY-MM-DD` the days ahead are counted from. */
  today: string;
  /** Whether more applications may still come. */
  open: boolean;
}

/** What the applications at hand will probably take, and when the fund will be empty. */
export type Forecast =
  | { kind: 'exhausted' }
  /** Too few decisions lately to say anything. */
  | { kind: 'unforeseeable' }
  /** No more applications come, and what those at hand will take is there. */
  | { kind: 'enough'; expectedCents: Cents }
  /** At the present pace not within a year. */
  | { kind: 'far'; expectedCents: Cents }
  /** Between two civil days. */
  | { kind: 'range'; from: string; to: string; expectedCents: Cents };

/** Below either there is too little to go by. */
const leastApprovals = 10;
const leastDays = 3;

const recent = 7;
const horizon = 365;

/**
 * When the fund will be empty, from what the office did lately: the pace of the last seven days and that of all the days
 * given each make a day, and the range lies between them. What the undecided applications will take is their number, by
 * the share that was approved, by the mean amount; who waits already is counted in full.
 */
export function forecast(input: ForecastInput): Forecast {
  const { residualCents, days, undecided, waitingCents, today, open } = input;
  if (residualCents <= 0) return { kind: 'exhausted' };
  const all = total(days);
  const daysWithApprovals = days.filter(({ approvals }) => approvals > 0).length;
  if (all.approvals < leastApprovals || daysWithApprovals < leastDays) return { kind: 'unforeseeable' };

  const share = all.approvals / (all.approvals + all.rejections);
  const expectedCents = waitingCents + Math.round((undecided * share * all.committedCents) / all.approvals);
  if (!open && expectedCents <= residualCents) return { kind: 'enough', expectedCents };
  const paces = [days, days.slice(-recent)].map((period) => total(period).committedCents / period.length);
  const left = paces.map((pace) => (pace === 0 ? Infinity : Math.ceil(residualCents / pace)));
  const [soonest, latest] = [Math.min(...left), Math.max(...left)];
  if (soonest > horizon) return { kind: 'far', expectedCents };
  const from = Temporal.PlainDate.from(today);
  return {
    kind: 'range',
    from: from.add({ days: soonest }).toString(),
    to: from.add({ days: Math.min(latest, horizon) }).toString(),
    expectedCents,
  };
}

const total = (days: readonly OfficeDay[]): OfficeDay =>
  days.reduce(
    (sum, day) => ({
      approvals: sum.approvals + day.approvals,
      rejections: sum.rejections + day.rejections,
      committedCents: sum.committedCents + day.committedCents,
    }),
    { approvals: 0, rejections: 0, committedCents: 0 },
  );
