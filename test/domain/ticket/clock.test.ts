import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeTimeAfter } from '../../../domain/office-hours';
import { termsOf, worked, type TicketClock } from '../../../domain/ticket/clock';
import { progress, type TicketStanding } from '../../../domain/ticket/progress';
import {
  serviceLevels,
  ticketCategories,
  ticketPriorities,
  type DeskRules,
} from '../../../domain/ticket/service-levels';
import type { TicketEvent } from '../../../domain/ticket/status';
import { ticketRules } from '../../support/desk';

const morning = ['09:00-13:00'];

const rules: DeskRules = {
  ...serviceLevels,
  calendar: {
    hours: { mon: morning, tue: morning, wed: morning, thu: morning, fri: morning, sat: [], sun: [] },
    patron: '06-29',
  },
};

/** A Monday at nine. */
const monday = new Date('2026-11-23T09:00+01:00');

function opened(of: DeskRules, createdAt = monday): TicketStanding {
  const clock: TicketClock = {
    createdAt,
    category: 'altro',
    priority: 'normale',
    pausedAt: null,
    pausedMs: 0,
  };
  const terms = termsOf(of, clock);
  return {
    ...clock,
    status: 'aperta',
    firstAnswerBy: new Date(terms.firstAnswer.by),
    resolveBy: new Date(terms.resolution.by),
    firstAnsweredAt: null,
    firstAnswerMinutes: null,
    resolvedAt: null,
    resolutionMinutes: null,
    dueAt: new Date(terms.firstAnswer.by),
    closesAt: null,
    reopenBy: null,
  };
}

/** A ticket after events, each at its instant. */
const lived = (of: DeskRules, ticket: TicketStanding, ...events: [TicketEvent, string][]): TicketStanding =>
  events.reduce((standing, [event, at]) => {
    const next = progress(of, standing, event, new Date(at));
    if (!next) throw new Error(`${event.kind} may not follow`);
    return next.standing;
  }, ticket);

const asked = {
  kind: 'asked',
  messageId: 'm',
  remindAt: '2026-12-01T09:00Z',
  closesAt: '2026-12-04T09:00Z',
} as const;
const replied = { kind: 'replied', messageId: 'm' } as const;
const answered = { kind: 'answered', messageId: 'm' } as const;
const resolved = { kind: 'resolved', closesAt: '2026-12-10T09:00Z' } as const;
const classified = (category: 'buono' | 'altro', priority: 'alta' | 'normale'): TicketEvent => ({
  kind: 'classified',
  category,
  priority,
  terms: { firstAnswer: { warnAt: '', by: '' }, resolution: { warnAt: '', by: '' } },
});

describe('the service levels', () => {
  const every = ticketCategories.flatMap((category) =>
    ticketPriorities.map((priority) => ({ category, priority, ...rules.levels[category][priority] })),
  );

  it.each(every)('of $category, $priority: answered before it is settled', ({ firstAnswer, resolution }) => {
    expect(firstAnswer).toBeGreaterThan(0);
    expect(resolution).toBeGreaterThan(firstAnswer);
  });

  it('give what presses more no more time', () => {
    for (const category of ticketCategories) {
      const { alta, normale, bassa } = rules.levels[category];
      expect(alta.firstAnswer).toBeLessThanOrEqual(normale.firstAnswer);
      expect(normale.firstAnswer).toBeLessThanOrEqual(bassa.firstAnswer);
      expect(alta.resolution).toBeLessThanOrEqual(normale.resolution);
      expect(normale.resolution).toBeLessThanOrEqual(bassa.resolution);
    }
  });
});

describe('the terms of a ticket', () => {
  it('run in office hours, with a warning before', () => {
    // Eight hours to the first answer, four of them a day.
    expect(termsOf(rules, opened(rules)).firstAnswer).toEqual({
      warnAt: new Date('2026-11-24T11:00+01:00').toISOString(),
      by: new Date('2026-11-24T13:00+01:00').toISOString(),
    });
  });

  it('stand still while the person is waited for, and run on with what was left', () => {
    const ticket = lived(
      rules,
      opened(rules),
      [asked, '2026-11-23T10:00+01:00'],
      [replied, '2026-11-25T10:00+01:00'],
    );
    // An hour of the thirty-two had run: thirty-one are left, from Wednesday at ten.
    const left = officeTimeAfter(rules.calendar, new Date('2026-11-25T10:00+01:00'), 31 * 60);
    expect(ticket.resolveBy).toEqual(left);
    expect(ticket).toMatchObject({ pausedAt: null, status: 'in lavorazione', dueAt: left });
  });

  it('are reckoned from the opening when it is told late what it was about', () => {
    const ticket = lived(rules, opened(rules), [classified('buono', 'alta'), '2026-11-24T12:00+01:00']);
    expect(ticket.firstAnswerBy).toEqual(new Date('2026-11-23T10:00+01:00'));
    expect(ticket.resolveBy).toEqual(new Date('2026-11-23T13:00+01:00'));
  });

  it('keep what stood still when it is told what it was about', () => {
    const ticket = lived(
      rules,
      opened(rules),
      [asked, '2026-11-23T10:00+01:00'],
      [replied, '2026-11-24T10:00+01:00'],
      [classified('buono', 'alta'), '2026-11-24T11:00+01:00'],
    );
    expect(ticket.resolveBy).toEqual(new Date('2026-11-24T13:00+01:00'));
  });

  it('are measured when they are reached, without what stood still', () => {
    const ticket = lived(
      rules,
      opened(rules),
      [answered, '2026-11-23T09:30+01:00'],
      [asked, '2026-11-23T10:00+01:00'],
      [replied, '2026-11-24T10:00+01:00'],
      [resolved, '2026-11-24T11:00+01:00'],
    );
    expect(ticket).toMatchObject({ firstAnswerMinutes: 30, resolutionMinutes: 120, dueAt: null });
  });

  it('run on when what was resolved is reopened, which takes the measure back', () => {
    const ticket = lived(
      rules,
      opened(rules),
      [resolved, '2026-11-23T10:00+01:00'],
      [replied, '2026-11-24T10:00+01:00'],
    );
    expect(ticket).toMatchObject({ resolvedAt: null, resolutionMinutes: null, closesAt: null });
    expect(ticket.firstAnswerMinutes).toBe(60);
    expect(worked(rules, ticket, new Date('2026-11-24T11:00+01:00'))).toBe(120);
  });

  it('are never moved by how often it stands still, only by how long', () => {
    const of = ticketRules();
    const minutes = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(fc.array(fc.tuple(minutes, minutes), { maxLength: 6 }), (stretches) => {
        let [ticket, at, stood] = [opened(of), monday.getTime(), 0];
        for (const [run, still] of stretches) {
          at += run * 60_000;
          ticket = lived(of, ticket, [asked, new Date(at).toISOString()]);
          at += still * 60_000;
          stood += still * 60_000;
          ticket = lived(of, ticket, [replied, new Date(at).toISOString()]);
        }
        expect(ticket.resolveBy.getTime()).toBe(monday.getTime() + 600 * 60_000 + stood);
      }),
    );
  });
});

describe('a closed ticket', () => {
  const closed = lived(
    rules,
    opened(rules),
    [resolved, '2026-11-24T10:00+01:00'],
    [{ kind: 'closed', reopenBy: '2026-12-20T09:00:00.000Z' }, '2026-12-10T10:00+01:00'],
  );

  it('is reopened by a reply until its last day, not after', () => {
    expect(progress(rules, closed, replied, new Date('2026-12-20T08:59:59Z'))?.standing.status).toBe(
      'in lavorazione',
    );
    expect(progress(rules, closed, replied, new Date('2026-12-20T09:00:00Z'))).toBeNull();
  });

  it('of before the support desk stays closed', () => {
    expect(progress(rules, { ...closed, reopenBy: null }, replied, monday)).toBeNull();
  });
});
