import { invalid, type FieldFault, type Refusal } from '../../refusal';
import { ok, refused, type Result } from '../../result';
import type { ProgrammeRules } from '../rules';
import { programmeDocumentSchema, type Identity, type ProgrammeDocument } from './document.schema';
import type { Fields } from './fields';
import { faultCode, spelledOut, type SchemaIssue } from './issues';
import { fieldsOf } from './judge';

/** A file is a few kilobytes; what is larger is something else. */
export const documentLimit = 256 * 1024;

/** Conditions within conditions, beyond any notice that was ever written. */
const deepest = 40;

/** No more faults of a file are told at once. */
const mostFaults = 50;

/** A programme as a file. */
export const writeDocument = (identity: Identity, rules: ProgrammeRules): string =>
  `${JSON.stringify({ format: 'buoni-spesa/programma/1', ...identity, rules } satisfies ProgrammeDocument, null, 2)}\n`;

/**
 * Reads a file into the fields of a draft.
 *
 * Refusal: `invalid`, with every fault of the file at its path (`rules.windows.0.closesAt`), unknown keys included.
 */
export function readDocument(text: string): Result<Fields, Refusal> {
  if (text.trim() === '') return refused(invalid('document', 'document-absent'));
  if (text.length > documentLimit) return refused(invalid('document', 'document-too-large'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(invalid('document', 'json'));
  }
  if (isDeeperThan(value, deepest)) return refused(invalid('document', 'document-too-deep'));
  const { data, error } = programmeDocumentSchema.safeParse(value);
  if (!data) {
    const faults = spelledOut(error.issues as unknown as SchemaIssue[]).flatMap(atPaths);
    const first = faults.filter(
      ({ field }, place) => faults.findIndex((other) => other.field === field) === place,
    );
    return refused({ code: 'invalid', faults: first.slice(0, mostFaults) });
  }
  const { rules, name, slug, icon } = data;
  return ok(fieldsOf(rules as ProgrammeRules, { name, slug, icon }));
}

/** A fault of the file at its path; each unknown key at its own. */
function atPaths(issue: SchemaIssue & { keys?: string[] }): FieldFault[] {
  const paths = issue.keys?.map((key) => [...issue.path, key]) ?? [issue.path];
  return paths.map((path) => ({ field: `document.${path.join('.')}`, ...faultCode(issue) }));
}

/** Whether objects and lists stand within one another beyond a depth; found level by level, so that no depth is too much. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    );
  }
  return false;
}
