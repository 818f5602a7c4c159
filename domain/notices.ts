import type { ApplicationEventKind } from './application/events';
import type { MessageKind } from './messages';

/** The messages an application's workflow asks for, by who gets them. */
export const applicationNotices = {
  'draft-reminder': 'citizen',
  'submission-receipt': 'citizen',
  'voucher-code': 'mobile',
  'voucher-expiring': 'mobile',
  'application-rejected': 'citizen',
  'decision-warning': 'office',
  'decision-overdue': 'office',
  'decision-escalated': 'responsabile',
  'clarification-requested': 'citizen',
  'rejection-announced': 'citizen',
  'answer-lapsing': 'citizen',
  'clarification-received': 'office',
  'application-annulled': 'citizen',
  'review-requested': 'office',
  'review-received': 'citizen',
} as const satisfies Partial<Record<MessageKind, 'citizen' | 'mobile' | 'office' | 'responsabile'>>;

export type ApplicationNotice = keyof typeof applicationNotices;

/** What is told because something happened, whatever has happened since. */
export const noticeOn: Partial<
  Record<ApplicationEventKind, ApplicationNotice | readonly ApplicationNotice[]>
> = {
  submitted: 'submission-receipt',
  rejected: 'application-rejected',
  'voucher-issued': 'voucher-code',
  'clarification-requested': 'clarification-requested',
  'rejection-announced': 'rejection-announced',
  'citizen-answered': 'clarification-received',
  annulled: 'application-annulled',
  'review-requested': ['review-requested', 'review-received'],
};

/** The messages a ticket's workflow asks for. */
export const ticketNotices = {
  'ticket-opened': 'requester',
  'ticket-answered': 'requester',
  'ticket-resolved': 'requester',
  'ticket-overdue': 'desk',
} as const satisfies Partial<Record<MessageKind, 'requester' | 'desk'>>;

export type TicketNotice = keyof typeof ticketNotices;
