import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../app/domande/[id]/_sent/steps';
import type { ApplicationEventKind } from '../../domain/application/events';
import { foldStatus } from '../../domain/application/status';

/** The milestones after some events: those done, `!` where one ended it, `…` before those ahead. */
function told(awaited: boolean, ...kinds: ApplicationEventKind[]): string {
  const events = kinds.map((kind, index) => ({ kind, at: new Date(index) }));
  const steps = stepsOf(events, foldStatus(kinds), awaited);
  return steps.map(({ title, at, problem }) => `${at ? '' : '…'}${title}${problem ? '!' : ''}`).join(' ');
}

describe('the milestones of a citizen', () => {
  it.each<[string, boolean, ApplicationEventKind[]]>([
    ['submitted …taken …decision …voucher', false, ['opened', 'submitted']],
    [
      'submitted taken …decision …voucher',
      false,
      ['opened', 'submitted', 'taken-in-charge', 'taken-in-charge'],
    ],
    [
      'submitted asked …yourTurn …decision …voucher',
      true,
      ['opened', 'submitted', 'clarification-requested'],
    ],
    [
      'submitted asked answered …taken …decision …voucher',
      false,
      ['opened', 'submitted', 'clarification-requested', 'citizen-answered', 'approval-proposed'],
    ],
    [
      'submitted announced lapsed rejected!',
      false,
      ['opened', 'submitted', 'rejection-announced', 'answer-lapsed', 'rejected'],
    ],
    [
      'submitted taken rejected review …taken …decision …voucher',
      false,
      ['opened', 'submitted', 'taken-in-charge', 'rejected', 'review-requested'],
    ],
    ['submitted approved …voucher', false, ['opened', 'submitted', 'approved']],
    ['submitted waiting …voucher', false, ['opened', 'submitted', 'wait-listed']],
    ['submitted waiting approved …voucher', false, ['opened', 'submitted', 'wait-listed', 'approved']],
    [
      'submitted approved voucher revoked!',
      false,
      ['opened', 'submitted', 'approved', 'voucher-issued', 'revoked'],
    ],
    ['submitted annulled!', false, ['opened', 'submitted', 'annulled']],
    ['submitted withdrawn!', false, ['opened', 'submitted', 'withdrawn']],
  ])('%s', (milestones, awaited, kinds) => {
    expect(told(awaited, ...kinds)).toBe(milestones);
  });
});
