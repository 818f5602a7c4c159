import { readAnswers, isAsked, type Answers } from './answers';
import { fields, sections, type FieldSpec, type Section } from './fields';

/** How far a section is. What may be left empty counts only once it is begun. */
export type SectionState = 'todo' | 'done' | 'problem' | 'optional' | 'unavailable';

/** Sections nobody is refused for leaving empty, but which everybody should have looked at. */
const expected: ReadonlySet<Section> = new Set(['declarations']);

/** Whether a field is part of a section; the members of the household belong to `household`. */
export const belongsTo = (section: Section, field: string): boolean =>
  Object.hasOwn(fields[section], field) || (section === 'household' && field.startsWith('members.'));

/** The answers to a section's questions alone. */
export const answersIn = (section: Section, answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([field]) => belongsTo(section, field)));

/**
 * How far each section of a draft is.
 *
 * @param today civil date `YYYY-MM-DD`
 */
export function sectionStates(answers: Answers, today: string): Record<Section, SectionState> {
  const { faults } = readAnswers(answers, today);
  const stateOf = (section: Section): SectionState => {
    const specs = Object.values<FieldSpec>(fields[section]).filter((spec) => isAsked(spec, answers));
    if (specs.length === 0) return 'unavailable';
    const wrong = faults.filter(({ field }) => belongsTo(section, field));
    if (wrong.some(({ code }) => code !== 'required' && code !== 'must-tick')) return 'problem';
    if (wrong.length > 0) return 'todo';
    if (Object.keys(answersIn(section, answers)).length > 0) return 'done';
    return expected.has(section) ? 'todo' : 'optional';
  };
  return Object.fromEntries(sections.map((section) => [section, stateOf(section)])) as Record<
    Section,
    SectionState
  >;
}
