import { after, type Term } from '../calendar';
import type { TicketEvent } from './status';

/** How soon the desk answers and resolves, and how long a resolved ticket waits for a reply before it closes. */
export interface ServiceLevel {
  firstAnswer: Term;
  resolution: Term;
  silence: Term;
}

/** The level agreed for the portal's help desk (manual § 3). */
export const serviceLevel: ServiceLevel = { firstAnswer: 'P2D', resolution: 'P5D', silence: 'P7D' };

/** The terms of a ticket opened at an instant. */
export function ticketTerms(level: ServiceLevel, openedAt: Date): Extract<TicketEvent, { kind: 'opened' }> {
  return {
    kind: 'opened',
    firstAnswerBy: after(openedAt, level.firstAnswer).toISOString(),
    resolveBy: after(openedAt, level.resolution).toISOString(),
  };
}
