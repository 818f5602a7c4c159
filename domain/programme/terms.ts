import { after, before, endOfDay } from '../calendar';
import { reviewTerm } from '../application/clock';
import type { EventOf } from '../application/events';
import { finalClosing, openings } from './openings';
import type { Channel, Opening, ProgrammeRules } from './rules';

type Windows = Pick<ProgrammeRules, 'windows'>;

/** The opening of a channel that holds the instant, or null when the channel is closed then. */
export function openWindow(rules: Windows, channel: Channel, at: Date): Opening | null {
  const unfinished = firstOfEach(rules, channel, at, ({ closesAt }) => new Date(closesAt) > at);
  return unfinished.find(({ opensAt }) => new Date(opensAt) <= at) ?? null;
}

/** The next opening of a channel still to come, or null. */
export function nextWindow(rules: Windows, channel: Channel, at: Date): Opening | null {
  const ahead = firstOfEach(rules, channel, at, ({ opensAt }) => new Date(opensAt) > at);
  return ahead.sort((one, other) => Date.parse(one.opensAt) - Date.parse(other.opensAt))[0] ?? null;
}

/** When a channel that is open closes and one that is closed opens, or null where it stays closed. */
export function nextChange(rules: Windows, channel: Channel, at: Date): Date | null {
  const change = openWindow(rules, channel, at)?.closesAt ?? nextWindow(rules, channel, at)?.opensAt;
  return change === undefined ? null : new Date(change);
}

/** When the window of a channel that is open at an instant closes for good, or null when the channel is closed then. */
export function closingForGood(rules: Windows, channel: Channel, at: Date): Date | null {
  const window = rules.windows.find((each) => openWindow({ windows: [each] }, channel, at));
  return window ? finalClosing(window) : null;
}

/** The next openings of a channel after an instant, at most so many, in order. */
export function nextWindows(rules: Windows, channel: Channel, at: Date, most: number): Opening[] {
  const next = most > 0 ? nextWindow(rules, channel, at) : null;
  return next ? [next, ...nextWindows(rules, channel, new Date(next.opensAt), most - 1)] : [];
}

/** The instant after which no channel takes applications any more. */
export function lastClosing(rules: Windows): Date {
  return new Date(Math.max(...rules.windows.map((window) => finalClosing(window).getTime())));
}

/** Of each window of a channel the first opening from around an instant on that is wanted. */
function firstOfEach(
  rules: Windows,
  channel: Channel,
  from: Date,
  isWanted: (opening: Opening) => boolean,
): Opening[] {
  return rules.windows
    .filter((window) => window.channel === channel)
    .flatMap((window) => {
      for (const opening of openings(window, from)) if (isWanted(opening)) return [opening];
      return [];
    });
}

/**
 * The terms of a draft opened at an instant: a reminder before the last closing, unless that moment is already past,
 * and the discard after retention.
 */
export function draftTerms(rules: ProgrammeRules, openedAt: Date): EventOf<'opened'> {
  const closing = lastClosing(rules);
  const remindAt = before(closing, rules.terms.draftReminder);
  return {
    kind: 'opened',
    remindAt: remindAt > openedAt ? remindAt.toISOString() : null,
    discardAt: after(closing, rules.terms.draftRetention).toISOString(),
  };
}

/** The terms of the office's answer, counted from the registration (L. 241/1990 art. 2). */
export function decisionTerms(rules: ProgrammeRules, submittedAt: Date): EventOf<'submitted'> {
  return { kind: 'submitted', ...reviewTerm(rules, after(submittedAt, rules.terms.decision)) };
}

/** Until when a review of a rejection may be asked for; nothing where the programme grants none. */
export function reviewTerms(rules: ProgrammeRules, rejectedAt: Date): { reviewUntil?: string } {
  const { review } = rules.terms;
  return review === undefined ? {} : { reviewUntil: after(rejectedAt, review).toISOString() };
}

/** When a voucher issued at `issuedAt` ends, and the notices still ahead before that, earliest first. */
export function voucherTerms(rules: ProgrammeRules, issuedAt: Date): VoucherTerms {
  const { voucherExpiry } = rules.terms;
  return voucherTermsUntil(
    rules,
    voucherExpiry.kind === 'after' ? after(issuedAt, voucherExpiry.term) : endOfDay(voucherExpiry.date),
    issuedAt,
  );
}

type VoucherTerms = Pick<EventOf<'voucher-issued'>, 'noticesAt' | 'expiresAt'>;

/** The terms of a voucher that ends at `expiresAt`: of the programme's notices those after `from`, earliest first. */
export function voucherTermsUntil(rules: ProgrammeRules, expiresAt: Date, from: Date): VoucherTerms {
  const noticesAt = rules.terms.voucherNotices
    .map((term) => before(expiresAt, term))
    .filter((notice) => notice > from)
    .map((notice) => notice.toISOString())
    .sort();
  return { noticesAt, expiresAt: expiresAt.toISOString() };
}
