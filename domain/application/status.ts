import type { ApplicationEventKind } from './events';

/** The states of an application, by the manual's own words (§ 2.11). */
export const applicationStatuses = ['bozza', 'presentata', 'approvata', 'respinta', 'annullata'] as const;

export type ApplicationStatus = (typeof applicationStatuses)[number];

/**
 * The life of an application: which event may follow in which state, and the state it leads to. Everything else is
 * refused: this table is the guard of the commands, of the buttons and of the workflow alike.
 */
const life = {
  bozza: { submitted: 'presentata', discarded: 'annullata' },
  presentata: {
    'taken-in-charge': 'presentata',
    'put-back': 'presentata',
    'clarification-requested': 'presentata',
    'rejection-announced': 'presentata',
    'citizen-answered': 'presentata',
    'answer-lapsed': 'presentata',
    'approval-proposed': 'presentata',
    'proposal-returned': 'presentata',
    'wait-listed': 'presentata',
    approved: 'approvata',
    rejected: 'respinta',
    withdrawn: 'annullata',
    annulled: 'annullata',
  },
  approvata: {
    'voucher-issued': 'approvata',
    'voucher-exhausted': 'approvata',
    'voucher-replenished': 'approvata',
    'voucher-expired': 'approvata',
    'voucher-blocked': 'approvata',
    'voucher-unblocked': 'approvata',
    'voucher-extended': 'approvata',
    'voucher-code-replaced': 'approvata',
    'voucher-code-resent': 'approvata',
    revoked: 'annullata',
  },
  respinta: { 'review-requested': 'presentata' },
  annullata: {},
} as const satisfies Record<ApplicationStatus, Partial<Record<ApplicationEventKind, ApplicationStatus>>>;

/** The state after an event, or null when the event may not follow in that state. `opened` begins every life. */
export function statusAfter(
  status: ApplicationStatus | null,
  event: ApplicationEventKind,
): ApplicationStatus | null {
  if (status === null) return event === 'opened' ? 'bozza' : null;
  const next: Partial<Record<ApplicationEventKind, ApplicationStatus>> = life[status];
  return next[event] ?? null;
}

/** The fold of an application's events in their order. Throws where they tell an impossible life. */
export function foldStatus(events: readonly ApplicationEventKind[]): ApplicationStatus {
  const status = events.reduce<ApplicationStatus | null>((current, event) => {
    const next = statusAfter(current, event);
    if (next === null) throw new Error(`event ${event} cannot follow in state ${current ?? 'none'}`);
    return next;
  }, null);
  if (status === null) throw new Error('an application without events');
  return status;
}
