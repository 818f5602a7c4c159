import type { ApplicationEventKind } from './application/events';
import type { MessageKind } from './messages';
import type { VoucherStatus } from './voucher/status';

/** The messages an application's workflow asks for, by who gets them. */
export const applicationNotices = {
  'draft-reminder': 'citizen',
  'submission-receipt': 'citizen',
  'voucher-code': 'mobile',
  'voucher-code-again': 'mobile',
  'voucher-code-new': 'mobile',
  'voucher-extended': 'mobile',
  'voucher-expiring': 'mobile',
  'application-waiting': 'citizen',
  'voucher-blocked': 'citizen',
  'approval-revoked': 'citizen',
  'application-rejected': 'citizen',
  'application-approved': 'citizen',
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

/** The mails that only the citizen gets, whoever queues them. */
export const citizenNotices: readonly MessageKind[] = [
  ...(Object.keys(applicationNotices) as ApplicationNotice[]).filter(
    (notice) => applicationNotices[notice] === 'citizen',
  ),
  'waiting-list-ended',
];

/** What is told because something happened, whatever has happened since. */
export const noticeOn: Partial<
  Record<ApplicationEventKind, ApplicationNotice | readonly ApplicationNotice[]>
> = {
  submitted: 'submission-receipt',
  'wait-listed': 'application-waiting',
  approved: 'application-approved',
  rejected: 'application-rejected',
  'voucher-issued': 'voucher-code',
  'clarification-requested': 'clarification-requested',
  'rejection-announced': 'rejection-announced',
  'citizen-answered': 'clarification-received',
  annulled: 'application-annulled',
  'review-requested': ['review-requested', 'review-received'],
  'voucher-code-resent': 'voucher-code-again',
  'voucher-code-replaced': 'voucher-code-new',
  'voucher-blocked': 'voucher-blocked',
  // Who had no use of the code for a while is given it again.
  'voucher-unblocked': 'voucher-code-again',
  'voucher-extended': 'voucher-extended',
  revoked: 'approval-revoked',
};

/** The SMS that carry the code. */
export const codeNotices = [
  'voucher-code',
  'voucher-code-again',
  'voucher-code-new',
] as const satisfies ApplicationNotice[];

/** What is not told while the voucher is in one of these states: it would call good what is not. */
export const untoldWhile: Partial<Record<ApplicationNotice, readonly VoucherStatus[]>> = {
  'voucher-code': ['bloccato', 'revocato'],
  'voucher-code-again': ['bloccato', 'revocato'],
  'voucher-code-new': ['bloccato', 'revocato'],
  'voucher-extended': ['bloccato', 'esaurito', 'scaduto', 'revocato'],
};

/** The messages a ticket's workflow asks for. */
export const ticketNotices = {
  'ticket-opened': 'requester',
  'ticket-answered': 'requester',
  'ticket-waiting': 'requester',
  'ticket-closing-soon': 'requester',
  'ticket-resolved': 'requester',
  'ticket-merged': 'requester',
  'ticket-at-risk': 'desk',
  'ticket-overdue': 'desk',
  'ticket-escalated': 'office',
} as const satisfies Partial<Record<MessageKind, 'requester' | 'desk' | 'office'>>;

export type TicketNotice = keyof typeof ticketNotices;

/** The messages that requests about own data ask for. */
export const ownDataNotices = {
  'own-data-ready': 'citizen',
  'own-data-received': 'citizen',
  'own-data-extended': 'citizen',
  'own-data-decided': 'citizen',
  'own-data-to-decide': 'office',
  'own-data-due': 'office',
  'own-data-overdue': 'office',
} as const satisfies Partial<Record<MessageKind, 'citizen' | 'office'>>;

export type OwnDataNotice = keyof typeof ownDataNotices;

/** The messages a settlement's workflow asks for. */
export const settlementNotices = {
  'settlement-drawn': 'merchant',
  'settlement-to-present': 'merchant',
  'settlement-sent-back': 'merchant',
  'settlement-refused': 'merchant',
  'settlement-paid': 'merchant',
  'settlement-due': 'office',
  'settlement-overdue': 'office',
} as const satisfies Partial<Record<MessageKind, 'merchant' | 'office'>>;

export type SettlementNotice = keyof typeof settlementNotices;
