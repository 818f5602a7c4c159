import { describe, expect, it } from 'vitest';
import { dueKey, nextDue, type Due } from '../../../domain/application/due';
import { lifeAfter, type Life } from '../../../domain/application/life';
import type { ApplicationEvent } from '../../../domain/application/events';

const term = {
  warnAt: '2021-05-20T00:00:00.000Z',
  decideBy: '2021-05-25T00:00:00.000Z',
  escalateAt: '2021-05-30T00:00:00.000Z',
};
const asked = {
  requestId: 'request',
  remindAt: '2021-05-21T00:00:00.000Z',
  answerBy: '2021-05-23T00:00:00.000Z',
};
const opened: ApplicationEvent = { kind: 'opened', remindAt: null, discardAt: '2021-06-30T00:00:00.000Z' };
const submitted: ApplicationEvent = { kind: 'submitted', ...term };

const lived = (...events: ApplicationEvent[]): Life =>
  [opened, ...events].reduce<Life | null>(lifeAfter, null) as Life;

/** All that comes by itself, in its order, where nothing else happens. */
function course(life: Life): string[] {
  const done = new Set<string>();
  const seen: string[] = [];
  for (let due: Due | null; (due = nextDue(life, done)); done.add(dueKey(due))) seen.push(due.what);
  return seen;
}

describe('what comes by itself', () => {
  const { escalateAt: _, ...before } = term;
  it.each<[string, ApplicationEvent[], string[]]>([
    ['on an application under review', [submitted], ['warn', 'overdue', 'escalate']],
    ['where no escalation was set', [{ kind: 'submitted', ...before }], ['warn', 'overdue']],
    [
      'while a clarification keeps the term still',
      [submitted, { kind: 'clarification-requested', ...asked, suspends: true }],
      ['remind', 'lapse'],
    ],
    [
      'while a second one does not',
      [submitted, { kind: 'clarification-requested', ...asked, suspends: false }],
      ['warn', 'remind', 'lapse', 'overdue', 'escalate'],
    ],
    [
      'after the answer',
      [
        submitted,
        { kind: 'clarification-requested', ...asked, suspends: true },
        { kind: 'citizen-answered', requestId: 'request', ...term },
      ],
      ['warn', 'overdue', 'escalate'],
    ],
    [
      'before the second signature, put there without waiting for the answer',
      [
        submitted,
        { kind: 'clarification-requested', ...asked, suspends: true },
        { kind: 'approval-proposed', proposalId: 'proposal', ...term },
      ],
      ['warn', 'overdue', 'escalate'],
    ],
    ['on the waiting list', [submitted, { kind: 'wait-listed', decisionId: 'd', amountCents: 1 }], []],
    ['before anything was sent', [], []],
  ])('%s', (_, events, expected) => {
    expect(course(lived(...events))).toEqual(expected);
  });
});
