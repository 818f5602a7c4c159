import type { TicketStatus } from '../../domain/ticket/status';

/** Answers `TicketState`. */
export const ticketStateQuery = 'state';

/** What the workflow holds true, to be compared with the database. */
export interface TicketState {
  status: TicketStatus | null;
  /** Number of the last event taken in. */
  eventNumber: number;
}
