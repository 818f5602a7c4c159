import type { Instant } from '../calendar';
import type { Life } from './life';

/** What time brings on a case under review, and when. */
export type Due =
  | { what: 'warn' | 'overdue' | 'escalate' | 'remind'; at: Instant }
  | { what: 'lapse'; at: Instant; requestId: string };

/** Tells one thing due from another. */
export const dueKey = ({ what, at }: Due): string => `${what} ${at}`;

/**
 * What comes next by itself, or null where nothing does: on the waiting list no term runs, and while a request keeps the
 * office's term still only the citizen's runs.
 *
 * @param done the keys of what was due and has been seen to
 */
export function nextDue({ phase, review }: Life, done: ReadonlySet<string>): Due | null {
  if (review === null || phase === "in lista d'attesa") return null;
  const { warnAt, decideBy, escalateAt, asked } = review;
  const due: Due[] = [];
  if (!asked?.suspends) {
    due.push({ what: 'warn', at: warnAt }, { what: 'overdue', at: decideBy });
    if (escalateAt !== undefined) due.push({ what: 'escalate', at: escalateAt });
  }
  if (asked) {
    const { remindAt, answerBy, requestId } = asked;
    due.push({ what: 'remind', at: remindAt }, { what: 'lapse', at: answerBy, requestId });
  }
  const ahead = due.filter((each) => !done.has(dueKey(each)));
  return ahead.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))[0] ?? null;
}
