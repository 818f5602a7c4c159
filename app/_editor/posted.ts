import { notFound } from 'next/navigation';
import { validate } from 'uuid';
import { textOf } from '@/app/_server/form-action';
import type { Fields } from '@/domain/programme/editing/fields';
import { sectionNames, sectionOf, type EditorSection } from '@/domain/programme/editing/sections';

/** What a section's page posts. */
export interface PostedSection {
  programmeId: string;
  section: EditorSection;
  /** The section's fields as the page was drawn from. */
  base: Fields;
  typed: Fields;
  /** The button: `continua`, `salva`, or `su` and `togli` with the name of a row. */
  act: string;
  row: string;
}

/** The fields of a section among others. */
export const fieldsIn = (section: EditorSection, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => sectionOf(field) === section));

/** Reads the form of a section's page; what is none of ours is not found. */
export function readPostedSection(data: FormData): PostedSection {
  const programmeId = textOf(data, 'programme');
  const section = sectionNames.find((each) => each === textOf(data, 'section'));
  const base = fieldsFrom(textOf(data, 'base'));
  if (!validate(programmeId) || !section || !base) notFound();
  const typed: [string, string][] = [];
  for (const [name, value] of data) {
    if (typeof value === 'string' && value.trim() !== '') typed.push([name, value.replaceAll('\r\n', '\n')]);
  }
  const [act = '', row = ''] = textOf(data, 'act').split(':');
  return {
    programmeId,
    section,
    base: fieldsIn(section, base),
    typed: fieldsIn(section, Object.fromEntries(typed)),
    act,
    row,
  };
}

function fieldsFrom(text: string): Fields | null {
  try {
    const base: unknown = JSON.parse(text);
    if (typeof base !== 'object' || base === null) return null;
    return Object.fromEntries(
      Object.entries(base).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return null;
  }
}
