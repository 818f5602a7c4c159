import { describe, expect, it } from 'vitest';
import {
  attachmentStatusAfter,
  attachmentStatuses,
  countsAsAttached,
  type AttachmentStatus,
} from '../../../domain/attachment/status';

type Event = Parameters<typeof attachmentStatusAfter>[1];

/** The life of an attachment: what may happen in each state, and where it leads. */
const life: Record<AttachmentStatus, Record<Event, AttachmentStatus | null>> = {
  'in arrivo': { received: 'in controllo', accepted: null, refused: null },
  'in controllo': { received: null, accepted: 'accettato', refused: 'rifiutato' },
  accettato: { received: null, accepted: null, refused: null },
  rifiutato: { received: null, accepted: null, refused: null },
};

const everyPair = attachmentStatuses.flatMap((status) =>
  (Object.keys(life[status]) as Event[]).map((event) => ({ status, event, next: life[status][event] })),
);

describe('an attachment', () => {
  it.each(everyPair)('$status, $event: $next', ({ status, event, next }) => {
    expect(attachmentStatusAfter(status, event)).toBe(next);
  });

  it('counts from when all of it has arrived, unless it was refused', () => {
    expect(attachmentStatuses.filter(countsAsAttached)).toEqual(['in controllo', 'accettato']);
  });
});
