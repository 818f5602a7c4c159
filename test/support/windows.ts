import { desc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Database } from '../../db/client';
import { programmeVersions } from '../../db/schema/applications';

/** Closes every window of a programme as of now, by a version of its own. */
export async function closeWindows(db: Database, programmeId: string): Promise<void> {
  const [newest] = await db
    .select()
    .from(programmeVersions)
    .where(eq(programmeVersions.programmeId, programmeId))
    .orderBy(desc(programmeVersions.version))
    .limit(1);
  if (!newest) throw new Error('there is no version');
  const { rules, version } = newest;
  const windows = rules.windows.map((window) => ({ ...window, closesAt: new Date().toISOString() }));
  await db
    .insert(programmeVersions)
    .values({ id: newId(), programmeId, version: version + 1, rules: { ...rules, windows } });
}
