import type { ApplicationEventKind } from './application/events';
import type { MessageKind } from './messages';

/** The messages an application's workflow asks for, by who gets them. */
export const applicationNotices = {
  'draft-reminder': 'citizen',
  'submission-receipt': 'citizen',
  'voucher-code': 'mobile',
  'voucher-expiring': 'mobile',
  'application-rejected': 'citizen',
  'application-approved': 'citizen',
  'decision-warning': 'office',
  'decision-overdue': 'office',
} as const satisfies Partial<Record<MessageKind, 'citizen' | 'mobile' | 'office'>>;

export type ApplicationNotice = keyof typeof applicationNotices;

/** What is told because something happened, whatever has happened since. */
export const noticeOn: Partial<Record<ApplicationEventKind, ApplicationNotice>> = {
  submitted: 'submission-receipt',
  approved: 'application-approved',
  rejected: 'application-rejected',
  'voucher-issued': 'voucher-code',
};

/** The messages a ticket's workflow asks for. */
export const ticketNotices = {
  'ticket-opened': 'requester',
  'ticket-answered': 'requester',
  'ticket-resolved': 'requester',
  'ticket-overdue': 'desk',
} as const satisfies Partial<Record<MessageKind, 'requester' | 'desk'>>;

export type TicketNotice = keyof typeof ticketNotices;
