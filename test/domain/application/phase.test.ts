import { describe, expect, it } from 'vitest';
import type { ApplicationEventKind } from '../../../domain/application/events';
import { mayFollowIn, phaseAfter, phases, type Phase } from '../../../domain/application/phase';

/** The phase a sequence of events leads to; throws where one may not follow. */
const folded = (...events: ApplicationEventKind[]): Phase | null =>
  events.reduce<Phase | null>((phase, event) => {
    if (!mayFollowIn(phase, event)) throw new Error(`${event} in ${phase}`);
    return phaseAfter(phase, event);
  }, null);

describe('the phase of a presented application', () => {
  it.each<[ApplicationEventKind[], Phase | null]>([
    [['submitted'], 'da istruire'],
    [['submitted', 'taken-in-charge'], 'in istruttoria'],
    [['submitted', 'taken-in-charge', 'put-back'], 'da istruire'],
    [['submitted', 'clarification-requested', 'taken-in-charge'], 'integrazione richiesta'],
    [['submitted', 'clarification-requested', 'citizen-answered'], 'in istruttoria'],
    [['submitted', 'rejection-announced'], 'preavviso di rigetto'],
    [['submitted', 'rejection-announced', 'answer-lapsed', 'rejected'], null],
    [['submitted', 'approval-proposed'], 'alla firma'],
    [['submitted', 'approval-proposed', 'proposal-returned'], 'in istruttoria'],
    [['submitted', 'wait-listed'], "in lista d'attesa"],
    [['submitted', 'wait-listed', 'approved'], null],
    [['submitted', 'rejected', 'review-requested'], 'da istruire'],
  ])('%j leads to %s', (events, phase) => {
    expect(folded(...events)).toBe(phase);
  });

  it('lets nobody be rejected while their answer is waited for, or behind the second signature', () => {
    const closed = phases.filter((phase) => !mayFollowIn(phase, 'rejected'));
    expect(closed).toEqual(['integrazione richiesta', 'preavviso di rigetto', 'alla firma']);
  });

  it.each(phases)('ends with the decision, from %s', (phase) => {
    expect(phaseAfter(phase, 'approved')).toBeNull();
  });
});
