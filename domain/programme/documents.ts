import { documentKinds, type DocumentKind } from '../attachment/kinds';
import type { MandateProof } from '../mandate/mandate';
import type { ProgrammeDocument, ProgrammeRules } from './rules';

/** The documents a version asks for, in its order; one that names none takes every kind and requires none. */
export function documentsOf(rules: Pick<ProgrammeRules, 'documents'>): ProgrammeDocument[] {
  return rules.documents ?? documentKinds.map((kind) => ({ kind, required: false }));
}

/** The required kinds that are not attached. */
export function missingDocuments(
  rules: Pick<ProgrammeRules, 'documents'>,
  attached: readonly DocumentKind[],
): DocumentKind[] {
  return documentsOf(rules)
    .filter(({ kind, required }) => required && !attached.includes(kind))
    .map(({ kind }) => kind);
}

/** The law for what is filed by a mandate whose paper goes with each application: it is one document more, and required. */
export function rulesByMandate(rules: ProgrammeRules, proof: MandateProof | null): ProgrammeRules {
  if (proof !== 'allegata') return rules;
  const others = documentsOf(rules).filter(({ kind }) => kind !== 'delega');
  return { ...rules, documents: [{ kind: 'delega', required: true }, ...others] };
}
