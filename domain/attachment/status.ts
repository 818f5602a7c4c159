import type { Instant, Term } from '../calendar';

/** The states of an attachment, as shown to whoever attached it. */
export const attachmentStatuses = ['in arrivo', 'in controllo', 'accettato', 'rifiutato'] as const;

export type AttachmentStatus = (typeof attachmentStatuses)[number];

/** What its workflow is told. Opaque terms and instants only: kind and name stay in the database. */
export type AttachmentEvent =
  | {
      kind: 'begun';
      /** How long it may stay untouched before all of it has arrived. */
      patience: Term;
      abandonAt: Instant;
    }
  | { kind: 'received' }
  /** Taken away before all of it had arrived. */
  | { kind: 'removed' };

/** What the inspection makes of a file that has arrived. */
export type InspectionEvent = 'accepted' | 'refused';

/** A file that was judged stays as it is until it is taken away: a better one is attached anew. */
const life = {
  'in arrivo': { received: 'in controllo' },
  'in controllo': { accepted: 'accettato', refused: 'rifiutato' },
  accettato: {},
  rifiutato: {},
} as const satisfies Record<
  AttachmentStatus,
  Partial<Record<'received' | InspectionEvent, AttachmentStatus>>
>;

/** The state after an event, or null when the event may not follow. */
export function attachmentStatusAfter(
  status: AttachmentStatus,
  event: 'received' | InspectionEvent,
): AttachmentStatus | null {
  const next: Partial<Record<'received' | InspectionEvent, AttachmentStatus>> = life[status];
  return next[event] ?? null;
}

/**
 * Whether the citizen has done their part: a file still in our hands counts, so that a scanner out of order makes
 * nobody miss the window.
 */
export const countsAsAttached = (status: AttachmentStatus): boolean =>
  status === 'accettato' || status === 'in controllo';
