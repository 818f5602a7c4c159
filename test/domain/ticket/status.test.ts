import { describe, expect, it } from 'vitest';
import {
  ticketStatusAfter,
  ticketStatuses,
  type TicketEventKind,
  type TicketStatus,
} from '../../../domain/ticket/status';
import { serviceLevel, ticketTerms } from '../../../domain/ticket/terms';

/** The life of a request for help: what may happen in each state, and where it leads. */
const life: Record<TicketStatus | 'nothing', Record<TicketEventKind, TicketStatus | null>> = {
  nothing: { opened: 'aperta', answered: null, replied: null, resolved: null, closed: null },
  aperta: {
    opened: null,
    answered: 'in lavorazione',
    replied: 'aperta',
    resolved: 'risolta',
    closed: null,
  },
  'in lavorazione': {
    opened: null,
    answered: 'in lavorazione',
    replied: 'in lavorazione',
    resolved: 'risolta',
    closed: null,
  },
  risolta: {
    opened: null,
    answered: 'in lavorazione',
    replied: 'in lavorazione',
    resolved: null,
    closed: 'chiusa',
  },
  chiusa: { opened: null, answered: null, replied: null, resolved: null, closed: null },
};

const everyPair = [null, ...ticketStatuses].flatMap((status) =>
  (Object.keys(life.nothing) as TicketEventKind[]).map((kind) => ({
    status,
    kind,
    next: life[status ?? 'nothing'][kind],
  })),
);

describe('a request for help', () => {
  it.each(everyPair)('$status, then $kind: $next', ({ status, kind, next }) => {
    expect(ticketStatusAfter(status, kind)).toBe(next);
  });

  it('is answered within two days and resolved within five, counted in civil days', () => {
    expect(ticketTerms(serviceLevel, new Date('2026-03-27T10:00:00+01:00'))).toEqual({
      kind: 'opened',
      firstAnswerBy: new Date('2026-03-29T10:00:00+02:00').toISOString(),
      resolveBy: new Date('2026-04-01T10:00:00+02:00').toISOString(),
    });
  });
});
