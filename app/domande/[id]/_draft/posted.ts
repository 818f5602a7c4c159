import { validate } from 'uuid';
import { textOf } from '@/app/_server/form-action';
import type { Answers } from '@/domain/application/answers';
import { sections, type Section } from '@/domain/application/fields';
import { answersIn } from '@/domain/application/progress';
import { answersFrom } from './answers-from';
import { fromSummary, stepPath } from './steps';

/** What a section's page posts. */
export interface Posted {
  applicationId: string;
  section: Section;
  /** The section's answers as the page was drawn from. */
  base: Answers;
  typed: Answers;
  /** The button: `continua`, `salva`, `salta`, or `aggiungi` and `togli` with the member's id. */
  act: string;
  memberId: string;
  /** Whether the person came from the Riepilogo. */
  fromSummary: boolean;
  /** The page's own address. */
  path: string;
}

/** Reads the form of a section's page, or null where it is none of ours. */
export function readPosted(data: FormData): Posted | null {
  const applicationId = textOf(data, 'application');
  const section = sections.find((each) => each === textOf(data, 'section'));
  const base = baseFrom(textOf(data, 'base'));
  if (!validate(applicationId) || !section || !base) return null;
  const [act = '', memberId = ''] = textOf(data, 'act').split(':');
  const came = textOf(data, 'da') === 'riepilogo';
  return {
    applicationId,
    section,
    base: answersIn(section, base),
    typed: answersIn(section, answersFrom(data)),
    act,
    memberId,
    fromSummary: came,
    path: `${stepPath(applicationId, section)}${came ? fromSummary : ''}`,
  };
}

function baseFrom(text: string): Answers | null {
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
