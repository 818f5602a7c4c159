import { fieldId } from '@/app/_ui/field-id';
import { isAsked, type Answers } from '@/domain/application/answers';
import { fields, sections, type FieldSpec, type Section } from '@/domain/application/fields';
import { belongsTo } from '@/domain/application/progress';

/** What the citizen goes through, a page each: the sections of the form, then the documents. */
export type Step = Section | 'attachments';

/** The last part of each section's address. */
export const slugs = {
  applicant: 'chi-presenta',
  beneficiary: 'beneficiario',
  contacts: 'recapiti',
  residence: 'residenza',
  need: 'condizione-di-bisogno',
  monthlyMeans: 'entrate-mensili',
  housing: 'uscite',
  sustenance: 'mezzi-di-sostegno',
  household: 'nucleo',
  annualIncomes: 'entrate-del-nucleo',
  declarations: 'dichiarazioni',
  isee: 'isee',
} as const satisfies Record<Section, string>;

const order: readonly Step[] = [...sections, 'attachments'];

/** The manual's five headings (§ 2), each with its steps. */
export const groups = {
  person: ['applicant', 'beneficiary', 'contacts', 'residence'],
  request: ['need', 'monthlyMeans', 'housing', 'sustenance', 'household'],
  incomes: ['annualIncomes', 'isee'],
  declarations: ['declarations'],
  attachments: ['attachments'],
} as const satisfies Record<string, readonly Step[]>;

/** The section at an address, or undefined. */
export const sectionAt = (slug: string): Section | undefined =>
  sections.find((section) => slugs[section] === slug);

/** The section a field stands in; a field of no section counts to the first. */
export const sectionOf = (field: string): Section =>
  sections.find((section) => belongsTo(section, field)) ?? sections[0];

const isDue = (step: Step, answers: Answers): boolean =>
  step === 'attachments' || Object.values<FieldSpec>(fields[step]).some((spec) => isAsked(spec, answers));

/** Where a step stands among those the answers make due; `number` is null for one that is not due. */
export function placeOf(step: Step, answers: Answers) {
  const due = order.filter((each) => isDue(each, answers));
  const at = order.indexOf(step);
  return {
    number: due.includes(step) ? due.indexOf(step) + 1 : null,
    total: due.length,
    previous: due.findLast((each) => order.indexOf(each) < at) ?? null,
    next: due.find((each) => order.indexOf(each) > at) ?? null,
  };
}

/** The address of a draft's task list. */
export const draftPath = (applicationId: string): string => `/domande/${applicationId}`;

export const summaryPath = (applicationId: string): string => `${draftPath(applicationId)}/riepilogo`;

/** The address of a step's page; null, after the last one, is the Riepilogo. */
export function stepPath(applicationId: string, step: Step | null): string {
  if (step === null) return summaryPath(applicationId);
  if (step === 'attachments') return `${draftPath(applicationId)}/allegati`;
  return `${draftPath(applicationId)}/sezioni/${slugs[step]}`;
}

/** Where a person who comes from the Riepilogo returns to it. */
export const fromSummary = '?da=riepilogo';

/** The address of a field: its section's page, scrolled to it. */
export const fieldPath = (applicationId: string, field: string, query = ''): string =>
  `${stepPath(applicationId, sectionOf(field))}${query}#${fieldId('', field)}`;
