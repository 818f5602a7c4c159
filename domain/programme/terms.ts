import { after, before, endOfDay } from '../calendar';
import { reviewTerm } from '../application/clock';
import type { EventOf } from '../application/events';
import type { Channel, ProgrammeRules, SubmissionWindow } from './rules';

/** The window of a channel that holds the instant, or null when the channel is closed then. */
export function openWindow(rules: ProgrammeRules, channel: Channel, at: Date): SubmissionWindow | null {
  return (
    rules.windows.find(
      (window) =>
        window.channel === channel && new Date(window.opensAt) <= at && at < new Date(window.closesAt),
    ) ?? null
  );
}

/** The next window of a channel still to open, or null. */
export function nextWindow(rules: ProgrammeRules, channel: Channel, at: Date): SubmissionWindow | null {
  const ahead = rules.windows
    .filter((window) => window.channel === channel && new Date(window.opensAt) > at)
    .sort((one, other) => one.opensAt.localeCompare(other.opensAt));
  return ahead[0] ?? null;
}

/** The instant after which no channel takes applications any more. */
export function lastClosing(rules: ProgrammeRules): Date {
  return new Date(Math.max(...rules.windows.map(({ closesAt }) => new Date(closesAt).getTime())));
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
