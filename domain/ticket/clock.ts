import { after, before, type Instant } from '../calendar';
import { officeMinutesBetween, officeTimeAfter, type OfficeMinutes } from '../office-hours';
import type { DeskRules, TicketCategory, TicketPriority } from './service-levels';
import type { TicketStatus } from './status';

/** A term and the instant at which whoever has to keep it is warned. */
export interface Watch {
  warnAt: Instant;
  by: Instant;
}

export interface Terms {
  firstAnswer: Watch;
  resolution: Watch;
}

/** How long a person is waited for: closed at an instant, told of it before. */
export interface Silence {
  remindAt: Instant;
  closesAt: Instant;
}

/** What the terms of a ticket are reckoned from. */
export interface TicketClock {
  createdAt: Date;
  category: TicketCategory;
  priority: TicketPriority;
  /** Since when it has stood still, or null while it runs. */
  pausedAt: Date | null;
  /** Office time it has stood still before, in milliseconds. */
  pausedMs: number;
}

const minute = 60_000;

/** The clock runs while the ticket is in the desk's hands: not while the person is waited for, nor once it is settled. */
export const clockRuns = (status: TicketStatus): boolean =>
  status === 'aperta' || status === 'in lavorazione';

/** The terms as of the opening, moved on by all the office time in which the clock stood still. */
export function termsOf(rules: DeskRules, clock: TicketClock): Terms {
  const { firstAnswer, resolution } = rules.levels[clock.category][clock.priority];
  const still = clock.pausedMs / minute;
  const at = (minutes: OfficeMinutes): Instant =>
    officeTimeAfter(rules.calendar, clock.createdAt, minutes).toISOString();
  return {
    // The first answer is what stops the clock for the first time: nothing has stood still before it.
    firstAnswer: { warnAt: at(firstAnswer * rules.warningShare), by: at(firstAnswer) },
    resolution: { warnAt: at(resolution * rules.warningShare + still), by: at(resolution + still) },
  };
}

/** The clock once a ticket is in a state: stopped, going on from where it stood, or as it was. */
export function clockIn<C extends TicketClock>(
  rules: DeskRules,
  clock: C,
  status: TicketStatus,
  now: Date,
): C {
  if (!clockRuns(status)) return clock.pausedAt === null ? { ...clock, pausedAt: now } : clock;
  if (clock.pausedAt === null) return clock;
  const stood = officeMinutesBetween(rules.calendar, clock.pausedAt, now) * minute;
  return { ...clock, pausedAt: null, pausedMs: clock.pausedMs + Math.round(stood) };
}

/** Office time in which the desk had the ticket in hand, in minutes. */
export function worked(rules: DeskRules, clock: TicketClock, now: Date): OfficeMinutes {
  const open = officeMinutesBetween(rules.calendar, clock.createdAt, clock.pausedAt ?? now);
  return Math.max(0, open - clock.pausedMs / minute);
}

/** How long the person is waited for from now on. */
export function silenceFrom(rules: DeskRules, now: Date): Silence {
  const closesAt = after(now, rules.patience);
  return { remindAt: before(closesAt, rules.reminder).toISOString(), closesAt: closesAt.toISOString() };
}
