import { inArray } from 'drizzle-orm';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { Queryable } from '../client';
import { programmeVersions } from '../schema/applications';

/** A published version never changes, so what was read once holds for ever; there are as many as the office published. */
const known = new Map<string, ProgrammeRules>();

/** The rules of published versions, by the version's id. */
export async function rulesOf(
  db: Queryable,
  versionIds: readonly string[],
): Promise<(versionId: string) => ProgrammeRules> {
  const unknown = versionIds.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const versions = await db
      .select({ id: programmeVersions.id, rules: programmeVersions.rules })
      .from(programmeVersions)
      .where(inArray(programmeVersions.id, unknown));
    for (const { id, rules } of versions) known.set(id, rules);
  }
  return (versionId) => {
    const rules = known.get(versionId);
    if (!rules) throw new Error('a programme has lost its version');
    return rules;
  };
}
