import type { Fields } from './fields';
import { sectionOf, type EditorSection } from './sections';

/** A field that a draft changes. */
export interface Difference {
  section: EditorSection;
  field: string;
  /** The text in force, or null where there was none. */
  before: string | null;
  /** The text of the draft, or null where it takes it away. */
  after: string | null;
}

/** "Cosa cambia": what a draft changes of the version in force, field by field. */
export function differences(inForce: Fields, draft: Fields): Difference[] {
  const fields = new Set([...Object.keys(inForce), ...Object.keys(draft)]);
  return [...fields].flatMap((field) => {
    const [before, after] = [inForce[field] ?? null, draft[field] ?? null];
    const section = sectionOf(field);
    return before === after || section === null ? [] : [{ section, field, before, after }];
  });
}
