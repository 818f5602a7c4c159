import type { Fields } from './fields';
import { sectionNames, sectionOf, type EditorSection } from './sections';

/** An answer that a draft changes: one field, or the fields that say one thing together. */
export interface Difference {
  section: EditorSection;
  /** The name of the answer: that of its field, or what its fields have in common. */
  answer: string;
  /** Its fields in force, none where there were none. */
  before: Fields;
  /** Its fields in the draft, none where it takes them away. */
  after: Fields;
}

/** The last part of a field's name where several fields make one answer, in the order they are read. */
export const facets = [
  'day',
  'time',
  'count',
  'unit',
  'quantity',
  'from',
  'to',
  'is',
  'value',
  'group',
  'join',
  'json',
] as const;

export type Facet = (typeof facets)[number];

const together = new Set<string>(facets.filter((facet) => facet !== 'join' && facet !== 'json'));

function answerOf(field: string): string {
  const dot = field.lastIndexOf('.');
  return dot > 0 && together.has(field.slice(dot + 1)) ? field.slice(0, dot) : field;
}

function byAnswer(fields: Fields): Map<string, Record<string, string>> {
  const answers = new Map<string, Record<string, string>>();
  for (const [field, text] of Object.entries(fields)) {
    const answer = answerOf(field);
    answers.set(answer, { ...answers.get(answer), [field]: text });
  }
  return answers;
}

/** "Cosa cambia": what a draft changes of the version in force, answer by answer in the order of the form. */
export function differences(inForce: Fields, draft: Fields): Difference[] {
  const [before, after] = [byAnswer(inForce), byAnswer(draft)];
  return [...new Set([...after.keys(), ...before.keys()])]
    .flatMap((answer): Difference[] => {
      const section = sectionOf(answer);
      const [was = {}, is = {}] = [before.get(answer), after.get(answer)];
      const same = [...Object.keys(was), ...Object.keys(is)].every((field) => was[field] === is[field]);
      return same || section === null ? [] : [{ section, answer, before: was, after: is }];
    })
    .toSorted((one, other) => sectionNames.indexOf(one.section) - sectionNames.indexOf(other.section));
}
