import type { TicketLinkKind } from './links';
import type { DeskLevel, TicketCategory, TicketPriority } from './service-levels';
import type { Silence, Terms } from './clock';

/** The states of a request for help, as shown to whoever opened it. `unita` ends it: another one goes on in its place. */
export const ticketStatuses = [
  'aperta',
  'in lavorazione',
  'in attesa di risposta',
  'risolta',
  'chiusa',
  'unita',
] as const;

export type TicketStatus = (typeof ticketStatuses)[number];

/**
 * What happens to a ticket. Opaque ids and instants only: the words stand in its messages. `terms` come with what moves
 * them; tickets of before the support desk have none.
 */
export type TicketEvent =
  | { kind: 'opened'; firstAnswerBy: string; resolveBy: string; terms?: Terms }
  | { kind: 'answered'; messageId: string; terms?: Terms }
  | ({ kind: 'asked'; messageId: string } & Silence)
  | { kind: 'replied'; messageId: string; fileId?: string; terms?: Terms }
  | { kind: 'noted'; noteId: string }
  | { kind: 'assigned'; assigneeId: string | null }
  | { kind: 'classified'; category: TicketCategory; priority: TicketPriority; terms: Terms }
  | { kind: 'escalated'; level: DeskLevel }
  | { kind: 'linked'; link: TicketLinkKind; targetId: string }
  | { kind: 'merged'; into: string }
  | { kind: 'absorbed'; ticketId: string }
  | { kind: 'resolved'; closesAt: string; remindAt?: string }
  | { kind: 'closed'; reopenBy?: string };

export type TicketEventKind = TicketEvent['kind'];

/** What the desk does about a ticket without a word to the person: it stands as it stood. */
const inside = (status: TicketStatus) => ({
  noted: status,
  assigned: status,
  linked: status,
  absorbed: status,
});

/** Ways on for what is in the desk's hands or was. */
const handled = {
  answered: 'in lavorazione',
  asked: 'in attesa di risposta',
  replied: 'in lavorazione',
  resolved: 'risolta',
  merged: 'unita',
} as const;

/**
 * Answers and questions come from the desk, replies from the person. A question hands the ticket to the person, whose
 * reply hands it back; silence closes what waits or is resolved. A reply reopens even what was closed, as long as the
 * command allows.
 */
const life: Record<TicketStatus, Partial<Record<TicketEventKind, TicketStatus>>> = {
  aperta: { ...inside('aperta'), ...handled, replied: 'aperta', classified: 'aperta', escalated: 'aperta' },
  'in lavorazione': {
    ...inside('in lavorazione'),
    ...handled,
    classified: 'in lavorazione',
    escalated: 'in lavorazione',
  },
  'in attesa di risposta': {
    ...inside('in attesa di risposta'),
    ...handled,
    classified: 'in attesa di risposta',
    escalated: 'in attesa di risposta',
    closed: 'chiusa',
  },
  risolta: {
    ...inside('risolta'),
    answered: 'in lavorazione',
    asked: 'in attesa di risposta',
    replied: 'in lavorazione',
    merged: 'unita',
    closed: 'chiusa',
  },
  chiusa: { replied: 'in lavorazione', noted: 'chiusa' },
  unita: {},
};

/** The state after an event, or null when the event may not follow. `opened` begins every life. */
export function ticketStatusAfter(status: TicketStatus | null, event: TicketEventKind): TicketStatus | null {
  if (status === null) return event === 'opened' ? 'aperta' : null;
  return life[status][event] ?? null;
}
