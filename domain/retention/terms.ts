import { after, type Instant } from '../calendar';

/**
 * How long what a closed programme knows of people stays, in months. Ten years: claims on what was paid, and the accounts of
 * it, end with the ordinary limitation (c.c. art. 2946); longer only where the Ente’s own plan of conservation says so.
 */
export const retentionMonths = { usual: 120, least: 12, most: 600 } as const;

/** Between two tries where somebody’s claim, told elsewhere, still holds something. */
export const heldRetry = '30 days';

/** What happens to a retention. Those a person causes, and its beginning, are told to its workflow. */
export type RetentionEvent =
  | { kind: 'closed'; eraseAt: Instant }
  | { kind: 'moved'; eraseAt: Instant }
  | { kind: 'hold-lifted' }
  | { kind: 'finished' };

/** When the term of a programme that closed at an instant is over. */
export const eraseAt = (closedAt: Date, months: number): Date => after(closedAt, `P${months}M`);

/** The number of months as it is typed, or null where no retention is that long. */
export function readMonths(typed: string): number | null {
  const months = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return months >= retentionMonths.least && months <= retentionMonths.most ? months : null;
}
