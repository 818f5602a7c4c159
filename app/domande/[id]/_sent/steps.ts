import type { ApplicationEventKind } from '@/domain/application/events';
import type { ApplicationStatus } from '@/domain/application/status';

type Usual = 'submitted' | 'taken' | 'approved' | 'rejected' | 'decision' | 'withdrawn' | 'voucher';
type OfProcedure =
  'asked' | 'announced' | 'answered' | 'lapsed' | 'yourTurn' | 'waiting' | 'review' | 'annulled' | 'revoked';

/** A milestone, done where it has its moment; `problem` where it ended the application. */
export type Step = { at: Date | undefined; problem?: boolean } & (
  { ours?: false; title: Usual } | { ours: true; title: OfProcedure }
);

/** The milestone of each event that citizens are told of; what only the office does among itself has none. */
const told: Partial<Record<ApplicationEventKind, Step>> = {
  submitted: { title: 'submitted', at: undefined },
  'taken-in-charge': { title: 'taken', at: undefined },
  'clarification-requested': { ours: true, title: 'asked', at: undefined },
  'rejection-announced': { ours: true, title: 'announced', at: undefined },
  'citizen-answered': { ours: true, title: 'answered', at: undefined },
  'answer-lapsed': { ours: true, title: 'lapsed', at: undefined },
  'wait-listed': { ours: true, title: 'waiting', at: undefined },
  approved: { title: 'approved', at: undefined },
  rejected: { title: 'rejected', at: undefined },
  'review-requested': { ours: true, title: 'review', at: undefined },
  withdrawn: { title: 'withdrawn', at: undefined },
  annulled: { ours: true, title: 'annulled', at: undefined },
  'voucher-issued': { title: 'voucher', at: undefined },
  revoked: { ours: true, title: 'revoked', at: undefined },
};

/**
 * The steps done, in their order, and those still ahead. Taken in charge by one after the other it is one step; after an end
 * nothing is ahead.
 *
 * @param awaited whether the citizen is to answer
 */
export function stepsOf(
  events: readonly { kind: ApplicationEventKind; at: Date }[],
  status: ApplicationStatus,
  awaited: boolean,
): Step[] {
  const done: Step[] = [];
  let taken = false;
  for (const { kind, at } of events) {
    if (kind === 'review-requested') taken = false;
    const step = told[kind];
    if (!step || (kind === 'taken-in-charge' && taken)) continue;
    if (kind === 'taken-in-charge') taken = true;
    done.push({ ...step, at });
  }
  const voucher: Step = { title: 'voucher', at: undefined };
  const decision: Step = { title: 'decision', at: undefined };
  switch (status) {
    case 'presentata':
      if (awaited) return [...done, { ours: true, title: 'yourTurn', at: undefined }, decision, voucher];
      // Decided already: nothing but money is missing.
      if (done.at(-1)?.title === 'waiting') return [...done, voucher];
      return [...done, ...(taken ? [] : [{ title: 'taken', at: undefined } as Step]), decision, voucher];
    case 'approvata':
      return done.some(({ title }) => title === 'voucher') ? done : [...done, voucher];
    case 'respinta':
    case 'annullata': {
      const last = done.pop();
      return last ? [...done, { ...last, problem: true }] : done;
    }
    case 'bozza':
      return done;
  }
}
