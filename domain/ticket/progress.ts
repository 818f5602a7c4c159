import { clockIn, clockRuns, termsOf, worked, type TicketClock, type Terms } from './clock';
import type { DeskRules } from './service-levels';
import { ticketStatusAfter, type TicketEvent, type TicketStatus } from './status';

/** What an event may change of a ticket. */
export interface TicketStanding extends TicketClock {
  status: TicketStatus;
  firstAnswerBy: Date;
  resolveBy: Date;
  firstAnsweredAt: Date | null;
  /** In office minutes. */
  firstAnswerMinutes: number | null;
  resolvedAt: Date | null;
  resolutionMinutes: number | null;
  /** What the desk has to keep next; null while nothing runs. */
  dueAt: Date | null;
  closesAt: Date | null;
  reopenBy: Date | null;
}

/** Where a ticket stands after an event, and the event with the terms it moved; null when it may not follow. */
export function progress<E extends TicketEvent>(
  rules: DeskRules,
  ticket: TicketStanding,
  event: E,
  now: Date,
): { standing: TicketStanding; event: E } | null {
  const status = ticketStatusAfter(ticket.status, event.kind);
  if (status === null) return null;
  if (ticket.status === 'chiusa' && event.kind === 'replied' && !reopenable(ticket, now)) return null;
  const classified =
    event.kind === 'classified' ? { category: event.category, priority: event.priority } : {};
  const clock = { ...clockIn(rules, ticket, status, now), ...classified, status };
  const moved = clock.pausedMs !== ticket.pausedMs || event.kind === 'classified';
  const terms = moved ? termsOf(rules, clock) : null;
  const standing = settled(rules, { ...clock, ...datesOf(terms, ticket), ...ends(event) }, event, now);
  return { standing, event: terms ? { ...event, terms } : event };
}

const reopenable = ({ reopenBy }: TicketStanding, now: Date): boolean => reopenBy !== null && now < reopenBy;

const datesOf = (terms: Terms | null, { firstAnswerBy, resolveBy }: TicketStanding) => ({
  firstAnswerBy: terms ? new Date(terms.firstAnswer.by) : firstAnswerBy,
  resolveBy: terms ? new Date(terms.resolution.by) : resolveBy,
});

/** When silence closes it, or a reply no longer opens it; whatever hands the ticket on ends both. */
function ends(event: TicketEvent): Partial<Pick<TicketStanding, 'closesAt' | 'reopenBy'>> {
  switch (event.kind) {
    case 'asked':
    case 'resolved':
      return { closesAt: new Date(event.closesAt), reopenBy: null };
    case 'closed':
      return { closesAt: null, reopenBy: event.reopenBy === undefined ? null : new Date(event.reopenBy) };
    case 'answered':
    case 'replied':
    case 'merged':
      return { closesAt: null, reopenBy: null };
    case 'opened':
    case 'noted':
    case 'assigned':
    case 'classified':
    case 'escalated':
    case 'linked':
    case 'absorbed':
      return {};
  }
}

/** The measures of the service, taken when they are reached, and what is due next. */
function settled(rules: DeskRules, ticket: TicketStanding, { kind }: TicketEvent, now: Date): TicketStanding {
  const minutes = Math.round(worked(rules, ticket, now));
  const answers = kind === 'answered' || kind === 'asked' || kind === 'resolved';
  const first = answers && ticket.firstAnsweredAt === null;
  const measured = {
    ...ticket,
    ...(first && { firstAnsweredAt: now, firstAnswerMinutes: minutes }),
    ...(kind === 'resolved' && { resolvedAt: now, resolutionMinutes: minutes }),
    // What was reopened is not settled.
    ...(clockRuns(ticket.status) && { resolvedAt: null, resolutionMinutes: null }),
  };
  return { ...measured, dueAt: dueOf(measured) };
}

/** The term that runs: of the first answer, then of the resolution. */
export function dueOf(
  ticket: Pick<TicketStanding, 'status' | 'firstAnsweredAt' | 'firstAnswerBy' | 'resolveBy'>,
): Date | null {
  if (!clockRuns(ticket.status)) return null;
  return ticket.firstAnsweredAt === null ? ticket.firstAnswerBy : ticket.resolveBy;
}
