import { describe, expect, it } from 'vitest';
import {
  ticketStatusAfter,
  ticketStatuses,
  type TicketEventKind,
  type TicketStatus,
} from '../../../domain/ticket/status';

const kinds = [
  'opened',
  'answered',
  'asked',
  'replied',
  'noted',
  'assigned',
  'classified',
  'escalated',
  'linked',
  'merged',
  'absorbed',
  'resolved',
  'closed',
] as const satisfies TicketEventKind[];

/** What leaves a ticket where it is, and what moves it on; nothing else may happen to it. */
const life: Record<TicketStatus, { stays: string; moves: Partial<Record<TicketEventKind, TicketStatus>> }> = {
  aperta: {
    stays: 'replied noted assigned classified escalated linked absorbed',
    moves: {
      answered: 'in lavorazione',
      asked: 'in attesa di risposta',
      resolved: 'risolta',
      merged: 'unita',
    },
  },
  'in lavorazione': {
    stays: 'answered replied noted assigned classified escalated linked absorbed',
    moves: { asked: 'in attesa di risposta', resolved: 'risolta', merged: 'unita' },
  },
  'in attesa di risposta': {
    stays: 'asked noted assigned classified escalated linked absorbed',
    moves: {
      answered: 'in lavorazione',
      replied: 'in lavorazione',
      resolved: 'risolta',
      merged: 'unita',
      closed: 'chiusa',
    },
  },
  risolta: {
    stays: 'noted assigned linked absorbed',
    moves: {
      answered: 'in lavorazione',
      asked: 'in attesa di risposta',
      replied: 'in lavorazione',
      merged: 'unita',
      closed: 'chiusa',
    },
  },
  chiusa: { stays: 'noted', moves: { replied: 'in lavorazione' } },
  unita: { stays: '', moves: {} },
};

const everyPair = ticketStatuses.flatMap((status) =>
  kinds.map((kind) => {
    const { stays, moves } = life[status];
    return { status, kind, next: moves[kind] ?? (stays.split(' ').includes(kind) ? status : null) };
  }),
);

describe('a request for help', () => {
  it.each(everyPair)('$status, then $kind: $next', ({ status, kind, next }) => {
    expect(ticketStatusAfter(status, kind)).toBe(next);
  });

  it.each(kinds)('begins by being opened, not by %s', (kind) => {
    expect(ticketStatusAfter(null, kind)).toBe(kind === 'opened' ? 'aperta' : null);
  });
});
