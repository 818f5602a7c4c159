import type { FieldFault } from '../refusal';
import type { Answers } from './answers';
import type { Section } from './fields';
import { mergeAnswers } from './merge';
import { answersIn } from './progress';

export interface Reconciled {
  /** What the section's page shows: what was changed on either side, and in dispute what was typed here. */
  shown: Answers;
  /** The section as saved: saving on top of it decides a dispute. */
  base: Answers;
  /** The fields in dispute, each with the other text. */
  faults: FieldFault[];
}

/**
 * Lays what was typed in a section over a draft that has moved on, so that nothing of either side is lost.
 *
 * @param base the section's answers as they stood where the typing began
 * @param typed the same answers as they stand there now, empty ones absent
 * @param current the whole draft as saved
 */
export function reconcile(
  section: Section,
  { base, typed, current }: Record<'base' | 'typed' | 'current', Answers>,
): Reconciled {
  const { answers, faults } = mergeAnswers({ base, typed, current });
  const disputed = Object.fromEntries(faults.map(({ field }) => [field, typed[field] ?? '']));
  return {
    shown: { ...answersIn(section, answers), ...disputed },
    base: answersIn(section, current),
    faults,
  };
}
