import type { FieldFault } from '../../refusal';
import type { ProgrammeRules, SubmissionWindow } from '../rules';
import { programmeRulesSchema } from '../rules.schema';
import { checks, type Circumstances } from './checks';
import { identitySchema, type Identity } from './document.schema';
import type { Fields } from './fields';
import { faultCode, spelledOut, type SchemaIssue } from './issues';
import { fieldAt, readParts } from './reading';
import { identityPart, rulesPart, sectionOf, sections, type EditorSection } from './sections';
import { writeParts } from './writing';
import type { GroupPart } from './parts';

/** A draft as judged. Rules and identity are there as soon as they can be read; without faults it may be published. */
export interface JudgedDraft {
  identity: Identity | null;
  rules: ProgrammeRules | null;
  faults: FieldFault[];
  /** The fields that count, in the order of the form: without those that a choice made elsewhere leaves aside. */
  effective: Fields;
}

/** Reads a draft and says all that keeps it from being published, each with its field. */
export function judgeDraft(fields: Fields, circumstances: Circumstances): JudgedDraft {
  const reader = { fields, faults: [] as FieldFault[], seen: new Set<string>() };
  const identityTyped = readParts(reader, identityPart.parts, '');
  const rulesTyped = readParts(reader, rulesPart.parts, '');
  const unread = reader.faults.length;
  const identity = identitySchema.safeParse(identityTyped);
  const rules = programmeRulesSchema.safeParse(rulesTyped);
  const faults = [
    ...reader.faults,
    ...schemaFaults(fields, identityPart, identityTyped, identity.error?.issues ?? []),
    ...schemaFaults(fields, rulesPart, rulesTyped, rules.error?.issues ?? []),
    ...crossFaults(fields, rulesTyped, circumstances, [...reader.faults]),
  ];
  const first = new Map(faults.map((each) => [each.field, each] as const).toReversed());
  return {
    effective: Object.fromEntries(
      [...reader.seen].flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])),
    ),
    identity: identity.data ?? null,
    // What could not be read was left out: the rest alone may pass the schema and still be something else.
    rules: unread === 0 ? (rules.data ?? null) : null,
    faults: [...new Set(faults.map(({ field }) => field))].flatMap((field) => first.get(field) ?? []),
  };
}

/** The windows of a draft, none as long as one of them cannot be read. */
export function windowsWritten(fields: Fields): SubmissionWindow[] {
  const reader = { fields, faults: [] as FieldFault[] };
  const { windows } = readParts(reader, sections.windows, '');
  const judged = programmeRulesSchema.shape.windows.safeParse(windows);
  return reader.faults.length === 0 && judged.success ? judged.data : [];
}

/** The schema's word on what was read; what was not read has its fault already. */
function schemaFaults(
  fields: Fields,
  part: GroupPart,
  value: unknown,
  issues: readonly unknown[],
): FieldFault[] {
  return spelledOut(issues as SchemaIssue[])
    .filter(({ path, code }) => code === 'unrecognized_keys' || at(value, path) !== undefined)
    .filter(({ message }) => message !== 'duplicate-id')
    .map((issue) => {
      // Said of the window, it is the closing that has to change.
      const path = issue.message === 'window-order' ? [...issue.path, 'closesAt'] : issue.path;
      return { field: fieldAt(fields, part, '', path), ...faultCode(issue) };
    });
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );

function crossFaults(
  fields: Fields,
  typed: Record<string, unknown>,
  circumstances: Circumstances,
  unread: readonly FieldFault[],
): FieldFault[] {
  const isRight = (name: keyof ProgrammeRules): boolean =>
    programmeRulesSchema.shape[name].safeParse(typed[name]).success &&
    !unread.some(({ field }) => field.split('.')[0] === name);
  return checks
    .filter(({ needs }) => needs.every(isRight))
    .flatMap(({ check }) => check(typed as unknown as ProgrammeRules, circumstances))
    .map(({ path, code, params }) => ({
      field: fieldAt(fields, rulesPart, '', path),
      code,
      ...(params && { params }),
    }));
}

/** The fields of a programme that is written already. Reading them gives the same rules again. */
export const fieldsOf = (rules: ProgrammeRules, identity: Partial<Identity>): Fields => ({
  ...writeParts(identityPart.parts, identity, ''),
  ...writeParts(rulesPart.parts, rules, ''),
});

/** The fields from which the next version of a published programme starts. */
export const fieldsInForce = (
  { name, slug, icon }: { name: string; slug: string; icon: string },
  rules: ProgrammeRules,
): Fields => fieldsOf(rules, { name, slug, icon: icon as Identity['icon'] });

/** How far a section is. */
export type SectionState = 'todo' | 'done' | 'problem' | 'optional';

export function sectionState(
  section: EditorSection,
  fields: Fields,
  faults: readonly FieldFault[],
): SectionState {
  const begun = Object.keys(fields).some((field) => sectionOf(field) === section);
  if (faults.some(({ field }) => sectionOf(field) === section)) return begun ? 'problem' : 'todo';
  return begun ? 'done' : 'optional';
}
