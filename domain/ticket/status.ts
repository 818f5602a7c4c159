/** The states of a request for help, as shown to whoever opened it. */
export const ticketStatuses = ['aperta', 'in lavorazione', 'risolta', 'chiusa'] as const;

export type TicketStatus = (typeof ticketStatuses)[number];

/** What happens to a ticket. Opaque ids and instants only: the words stand in its messages. */
export type TicketEvent =
  | { kind: 'opened'; firstAnswerBy: string; resolveBy: string }
  | { kind: 'answered'; messageId: string }
  | { kind: 'replied'; messageId: string }
  | { kind: 'resolved'; closesAt: string }
  | { kind: 'closed' };

export type TicketEventKind = TicketEvent['kind'];

/** Answers come from the desk, replies from the person. A reply reopens what was resolved; closed is the end. */
const life = {
  aperta: { answered: 'in lavorazione', replied: 'aperta', resolved: 'risolta' },
  'in lavorazione': { answered: 'in lavorazione', replied: 'in lavorazione', resolved: 'risolta' },
  risolta: { answered: 'in lavorazione', replied: 'in lavorazione', closed: 'chiusa' },
  chiusa: {},
} as const satisfies Record<TicketStatus, Partial<Record<TicketEventKind, TicketStatus>>>;

/** The state after an event, or null when the event may not follow. `opened` begins every life. */
export function ticketStatusAfter(status: TicketStatus | null, event: TicketEventKind): TicketStatus | null {
  if (status === null) return event === 'opened' ? 'aperta' : null;
  const next: Partial<Record<TicketEventKind, TicketStatus>> = life[status];
  return next[event] ?? null;
}
