import type { ApplicationForm } from '../application/answers';
import type { FieldFault } from '../refusal';
import type { ProgrammeRules } from './rules';

/** The declarations without which a programme takes no application, as far as the form lacks them. */
export function missingDeclarations(
  { requiredDeclarations = [] }: Pick<ProgrammeRules, 'requiredDeclarations'>,
  { values }: Pick<ApplicationForm, 'values'>,
): FieldFault[] {
  return requiredDeclarations
    .filter((kind) => values[`declarations.${kind}`] !== true)
    .map((kind) => ({ field: `declarations.${kind}`, code: 'must-tick' }));
}
