import type { Instant } from '../calendar';
import type { Terms } from './clock';
import type { TicketEvent, TicketStatus } from './status';

/** What a ticket's workflow does when its time has come. */
export const ticketSteps = [
  'first-answer-at-risk',
  'first-answer-late',
  'resolution-at-risk',
  'resolution-late',
  'remind',
  'close',
  'end',
] as const;

export type TicketStep = (typeof ticketSteps)[number];

/** What a ticket's workflow keeps of what has happened. */
export interface TicketWatch {
  status: TicketStatus | null;
  answered: boolean;
  terms: Terms | null;
  remindAt: Instant | null;
  closesAt: Instant | null;
  reopenBy: Instant | null;
  /** Steps done; a new stretch of waiting, or another class of service, has its own to do. */
  done: readonly TicketStep[];
}

export const unwatched: TicketWatch = {
  status: null,
  answered: false,
  terms: null,
  remindAt: null,
  closesAt: null,
  reopenBy: null,
  done: [],
};

/** The watch after an event. */
export function watchAfter(watch: TicketWatch, status: TicketStatus | null, event: TicketEvent): TicketWatch {
  const now = { ...watch, status };
  switch (event.kind) {
    case 'opened':
      return { ...now, terms: event.terms ?? termsWithoutWarning(event) };
    case 'classified':
      return {
        ...now,
        terms: event.terms,
        done: watch.done.filter((step) => step === 'remind' || step === 'close'),
      };
    case 'answered':
    case 'replied': {
      const answered = watch.answered || event.kind === 'answered';
      return { ...now, answered, terms: event.terms ?? watch.terms };
    }
    case 'asked':
      return { ...now, answered: true, ...waiting(watch, event.remindAt, event.closesAt) };
    case 'resolved':
      return { ...now, answered: true, ...waiting(watch, null, event.closesAt) };
    case 'closed':
      return { ...now, reopenBy: event.reopenBy ?? null, done: watch.done.filter((step) => step !== 'end') };
    case 'noted':
    case 'assigned':
    case 'escalated':
    case 'linked':
    case 'merged':
    case 'absorbed':
      return now;
  }
}

/** Every stretch of waiting is reminded of and closed for itself. */
const waiting = ({ done }: TicketWatch, remindAt: Instant | null, closesAt: Instant) => ({
  remindAt,
  closesAt,
  done: done.filter((step) => step !== 'remind' && step !== 'close'),
});

const termsWithoutWarning = (event: { firstAnswerBy: Instant; resolveBy: Instant }): Terms => ({
  firstAnswer: { warnAt: event.firstAnswerBy, by: event.firstAnswerBy },
  resolution: { warnAt: event.resolveBy, by: event.resolveBy },
});

/** The next thing to do and when, or null when only somebody's act can change anything. */
export function nextStep(watch: TicketWatch, now: Date): { step: TicketStep; at: Instant } | null {
  const steps = stepsOf(watch, now).filter(({ step }) => !watch.done.includes(step));
  return steps.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))[0] ?? null;
}

function stepsOf(watch: TicketWatch, now: Date): { step: TicketStep; at: Instant }[] {
  const { status, terms, answered, remindAt, closesAt, reopenBy } = watch;
  switch (status) {
    case null:
      return [];
    case 'aperta':
    case 'in lavorazione': {
      if (!terms) return [];
      const { firstAnswer, resolution } = terms;
      return [
        ...(answered ? [] : watched('first-answer', firstAnswer, now)),
        ...watched('resolution', resolution, now),
      ];
    }
    case 'in attesa di risposta':
    case 'risolta':
      return [
        ...(remindAt === null ? [] : [{ step: 'remind' as const, at: remindAt }]),
        ...(closesAt === null ? [] : [{ step: 'close' as const, at: closesAt }]),
      ];
    case 'chiusa':
      return [{ step: 'end', at: reopenBy ?? now.toISOString() }];
    case 'unita':
      return [{ step: 'end', at: now.toISOString() }];
  }
}

/** Nobody is warned of a term that has passed, or that has no warning of its own. */
const watched = <T extends 'first-answer' | 'resolution'>(
  term: T,
  { warnAt, by }: Terms['resolution'],
  now: Date,
) => [
  ...(new Date(by) <= now || warnAt === by ? [] : [{ step: `${term}-at-risk` as const, at: warnAt }]),
  { step: `${term}-late` as const, at: by },
];
