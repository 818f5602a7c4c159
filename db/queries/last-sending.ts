import { and, desc, eq } from 'drizzle-orm';
import { lastClosing } from '../../domain/programme/terms';
import type { Queryable } from '../client';
import { applications, programmeVersions } from '../schema/applications';

/**
 * The instant from which on nobody can send an application to a programme any more: by the version in force, or by the one
 * that somebody's draft is pinned to and whose windows it keeps (decision 0013).
 */
export async function lastSending(db: Queryable, programmeId: string): Promise<Date> {
  const drafts = await db
    .selectDistinct({ id: applications.programmeVersionId })
    .from(applications)
    .where(and(eq(applications.programmeId, programmeId), eq(applications.status, 'bozza')));
  const versions = await db
    .select({ id: programmeVersions.id, rules: programmeVersions.rules })
    .from(programmeVersions)
    .where(eq(programmeVersions.programmeId, programmeId))
    .orderBy(desc(programmeVersions.version));
  const pinned = new Set(drafts.map(({ id }) => id));
  const counting = versions.filter(({ id }, place) => place === 0 || pinned.has(id));
  return new Date(Math.max(...counting.map(({ rules }) => lastClosing(rules).getTime())));
}
