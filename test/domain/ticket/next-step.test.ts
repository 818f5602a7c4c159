import { describe, expect, it } from 'vitest';
import type { Terms } from '../../../domain/ticket/clock';
import { nextStep, unwatched, watchAfter, type TicketWatch } from '../../../domain/ticket/next-step';
import { ticketStatusAfter, type TicketEvent } from '../../../domain/ticket/status';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 26, hour)).toISOString();

const terms: Terms = {
  firstAnswer: { warnAt: at(3), by: at(4) },
  resolution: { warnAt: at(8), by: at(9) },
};

const opened: TicketEvent = { kind: 'opened', firstAnswerBy: at(4), resolveBy: at(9), terms };
const answered: TicketEvent = { kind: 'answered', messageId: 'm' };
const asked: TicketEvent = { kind: 'asked', messageId: 'm', remindAt: at(6), closesAt: at(7) };
const resolved: TicketEvent = { kind: 'resolved', closesAt: at(10) };
const closed: TicketEvent = { kind: 'closed', reopenBy: at(20) };

const after = (...events: TicketEvent[]): TicketWatch =>
  events.reduce(
    (watch, event) => watchAfter(watch, ticketStatusAfter(watch.status, event.kind), event),
    unwatched,
  );

const now = new Date(at(1));

describe('what comes next for a ticket', () => {
  it.each<[string, TicketWatch, ReturnType<typeof nextStep>]>([
    ['not opened yet: nothing', unwatched, null],
    ['opened: the warning of the first answer', after(opened), { step: 'first-answer-at-risk', at: at(3) }],
    [
      'warned: the first answer',
      { ...after(opened), done: ['first-answer-at-risk'] },
      { step: 'first-answer-late', at: at(4) },
    ],
    [
      'answered: the warning of the resolution',
      after(opened, answered),
      { step: 'resolution-at-risk', at: at(8) },
    ],
    [
      'late twice: only an act can change anything',
      {
        ...after(opened),
        done: ['first-answer-at-risk', 'first-answer-late', 'resolution-at-risk', 'resolution-late'],
      },
      null,
    ],
    ['asked: the reminder, no term', after(opened, asked), { step: 'remind', at: at(6) }],
    ['reminded: the silence', { ...after(opened, asked), done: ['remind'] }, { step: 'close', at: at(7) }],
    [
      'resolved: the silence, without another reminder',
      after(opened, resolved),
      { step: 'close', at: at(10) },
    ],
    ['closed: the last day of a reply', after(opened, resolved, closed), { step: 'end', at: at(20) }],
    [
      'closed before the support desk: the end',
      after(opened, resolved, { kind: 'closed' }),
      { step: 'end', at: now.toISOString() },
    ],
    ['merged: the end', after(opened, { kind: 'merged', into: 't' }), { step: 'end', at: now.toISOString() }],
  ])('%s', (_, watch, next) => {
    expect(nextStep(watch, now)).toEqual(next);
  });

  it('is no warning of what is late already', () => {
    expect(nextStep(after(opened), new Date(at(5)))).toEqual({ step: 'first-answer-late', at: at(4) });
  });

  it('begins anew with another class of service', () => {
    const done = { ...after(opened), done: ['first-answer-at-risk' as const, 'remind' as const] };
    const again = watchAfter(done, 'aperta', {
      kind: 'classified',
      category: 'buono',
      priority: 'alta',
      terms,
    });
    expect(again.done).toEqual(['remind']);
  });

  it('begins anew with every question', () => {
    const waited = { ...after(opened, asked), done: ['remind' as const, 'close' as const] };
    expect(nextStep(watchAfter(waited, 'in attesa di risposta', asked), now)).toEqual({
      step: 'remind',
      at: at(6),
    });
  });

  it('ends every time it is closed', () => {
    const ended = { ...after(opened, resolved, closed), done: ['end' as const] };
    const reopened = watchAfter(ended, 'in lavorazione', { kind: 'replied', messageId: 'm', terms });
    const again = watchAfter(watchAfter(reopened, 'risolta', resolved), 'chiusa', closed);
    expect(nextStep(again, now)).toEqual({ step: 'end', at: at(20) });
  });
});
