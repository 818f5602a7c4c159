import type { ApplicationForm } from '../application/answers';
import { declarationKinds, fields, type FieldName, type Section } from '../application/fields';
import type { FieldFault } from '../refusal';

/** What a control says of one declaration (DPR 445/2000 art. 71). */
export const checkOutcomes = ['confermata', 'difforme', 'non verificabile'] as const;

export type CheckOutcome = (typeof checkOutcomes)[number];

/** What the office wrote about one declaration. */
export interface CheckWords {
  /** The register or the document it was compared with; empty where there is none. */
  comparedWith: string;
  /** What was found; empty where there is nothing to say. */
  note: string;
}

/** What each outcome has to be explained with. */
const owed: Record<CheckOutcome, readonly (keyof CheckWords)[]> = {
  confermata: ['comparedWith'],
  difforme: ['comparedWith', 'note'],
  'non verificabile': ['note'],
};

const longest: Record<keyof CheckWords, number> = { comparedWith: 200, note: 2_000 };

/** The sections of the form that are controlled as a whole: what is left empty in them is declared too. */
const wholeSections = [
  'residence',
  'household',
  'monthlyMeans',
  'housing',
  'sustenance',
  'annualIncomes',
  'isee',
] as const satisfies Section[];

/** A declaration is a section of the form, or one of the boxes under art. 76. */
export type Declaration =
  (typeof wholeSections)[number] | `declarations.${(typeof declarationKinds)[number]}`;

/** Every declaration there can be, in the order of the form. */
export const declarations: readonly Declaration[] = [
  ...wholeSections,
  ...declarationKinds.map((kind) => `declarations.${kind}` as const),
];

/** Sections that say something even where nothing is written in them: who lives there, that nothing is earned. */
const alwaysDeclared: readonly Section[] = ['residence', 'household', 'monthlyMeans', 'annualIncomes'];

/** What a citizen declared that a control can compare, in the order of the form. */
export function declarationsIn({ values }: ApplicationForm): Declaration[] {
  const answered = (section: Section) =>
    (Object.keys(fields[section]) as FieldName[]).some((name) => values[name] !== null);
  return declarations.filter((declaration) =>
    isBox(declaration)
      ? values[declaration] === true
      : alwaysDeclared.includes(declaration) || answered(declaration),
  );
}

/** Whether a declaration is a box of the form; the others are whole sections. */
export const isBox = (declaration: Declaration): declaration is Exclude<Declaration, Section> =>
  declaration.startsWith('declarations.');

/** What is typed about one declaration. */
export interface TypedOutcome extends CheckWords {
  declaration: string;
  outcome: string;
}

/** What was typed about a declaration as it is kept. */
export interface DeclarationOutcome extends CheckWords {
  declaration: Declaration;
  outcome: CheckOutcome;
}

/** The name of a field about one declaration in the office's form. */
export const checkField = (declaration: string, part: 'outcome' | keyof CheckWords): string =>
  `${declaration}:${part}`;

/**
 * Reads what was typed about the declarations of an application. What nothing was typed about is left for later; the faults
 * name the fields of what cannot be kept as it is.
 *
 * @param declared the declarations there are: others cannot be controlled
 */
export function readOutcomes(
  declared: readonly Declaration[],
  typed: readonly TypedOutcome[],
): { outcomes: DeclarationOutcome[]; faults: FieldFault[] } {
  const outcomes: DeclarationOutcome[] = [];
  const faults: FieldFault[] = [];
  for (const declaration of declared) {
    const found = typed.find((each) => each.declaration === declaration);
    const words = { comparedWith: found?.comparedWith.trim() ?? '', note: found?.note.trim() ?? '' };
    if (!found || `${found.outcome}${words.comparedWith}${words.note}` === '') continue;
    const outcome = checkOutcomes.find((each) => each === found.outcome);
    if (outcome) outcomes.push({ declaration, outcome, ...words });
    else faults.push({ field: checkField(declaration, 'outcome'), code: 'choice' });
    for (const part of ['comparedWith', 'note'] as const) {
      const field = checkField(declaration, part);
      if (words[part] === '' && outcome && owed[outcome].includes(part))
        faults.push({ field, code: 'required' });
      if (words[part].length > longest[part]) faults.push({ field, code: 'too-long' });
    }
  }
  return { outcomes, faults };
}

/** The faults of closing a control before every declaration has its outcome. */
export const outcomesMissing = (
  declared: readonly Declaration[],
  known: readonly { declaration: string }[],
): FieldFault[] =>
  declared
    .filter((declaration) => !known.some((each) => each.declaration === declaration))
    .map((declaration) => ({ field: checkField(declaration, 'outcome'), code: 'choice' }));
