import type { Term } from '../calendar';
import type { Role } from '../roles';
import type { OfficeCalendar, OfficeMinutes } from '../office-hours';

/** What a ticket is about, as people are asked it. */
export const ticketCategories = [
  'accesso',
  'domanda',
  'buono',
  'cassa ed esercenti',
  'dati personali',
  'altro',
] as const;

export type TicketCategory = (typeof ticketCategories)[number];

export const ticketPriorities = ['alta', 'normale', 'bassa'] as const;

export type TicketPriority = (typeof ticketPriorities)[number];

/** Who has a ticket in hand: the help desk, then who answers for the office. */
export const deskLevels = ['sportello', 'responsabile'] as const;

export type DeskLevel = (typeof deskLevels)[number];

/** The level a ticket goes on to, or null from the last one. */
export const levelAfter = (level: DeskLevel): DeskLevel | null =>
  deskLevels[deskLevels.indexOf(level) + 1] ?? null;

/** The level somebody of the desk works at. */
export const levelOf = (role: Role): DeskLevel => (role === 'responsabile' ? 'responsabile' : 'sportello');

/** How soon somebody answers, and how soon the matter is settled. */
export interface ServiceLevel {
  firstAnswer: OfficeMinutes;
  resolution: OfficeMinutes;
}

/** What the desk promises, and when: everything its clocks are set by. */
export interface DeskRules {
  calendar: OfficeCalendar;
  levels: Record<TicketCategory, Record<TicketPriority, ServiceLevel>>;
  /** Share of a term after which the desk is warned, between 0 and 1. */
  warningShare: number;
  /** How long a question waits for the person before the ticket closes. */
  patience: Term;
  /** How long before that they are told of it. */
  reminder: Term;
  /** How long a resolved ticket waits for a word before it closes. */
  silence: Term;
  /** How long a reply still reopens a closed ticket. */
  reopening: Term;
}

const hours = (firstAnswer: number, resolution: number): ServiceLevel => ({
  firstAnswer: firstAnswer * 60,
  resolution: resolution * 60,
});

/**
 * The levels agreed for the portal (manual § 3), in hours of the desk, with the reason of each. The week of the desk has
 * some thirty of them.
 */
export const serviceLevels: Omit<DeskRules, 'calendar'> = {
  levels: {
    // Who cannot enter can do nothing else, and windows close meanwhile.
    accesso: { alta: hours(1, 4), normale: hours(2, 8), bassa: hours(4, 16) },
    // A window that closes within days leaves time for one answer and one correction.
    domanda: { alta: hours(2, 8), normale: hours(4, 16), bassa: hours(8, 32) },
    // Somebody stands without food.
    buono: { alta: hours(1, 4), normale: hours(2, 8), bassa: hours(4, 16) },
    // Somebody stands at a till, and others behind them.
    'cassa ed esercenti': { alta: hours(1, 4), normale: hours(2, 8), bassa: hours(4, 16) },
    // A month by law (art. 12(3) GDPR); the answer needs the office and its records.
    'dati personali': { alta: hours(4, 16), normale: hours(8, 32), bassa: hours(8, 64) },
    // It has first to be understood.
    altro: { alta: hours(4, 16), normale: hours(8, 32), bassa: hours(16, 64) },
  },
  // A quarter of the term is left: time enough to answer what one person has read.
  warningShare: 0.75,
  // Two weekends, for who reads mail at the library.
  patience: 'P10D',
  reminder: 'P3D',
  silence: 'P7D',
  // As long as a month's account of the voucher is in everybody's mind.
  reopening: 'P30D',
};
