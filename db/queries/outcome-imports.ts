import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { outcomeImports } from '../schema/settlements';

/** A file of the bank as it was read, or null. */
export async function outcomeImport(db: Queryable, id: string) {
  const [found] = await db.select().from(outcomeImports).where(eq(outcomeImports.id, id));
  return found ?? null;
}

/** The last files of the bank, the newest first. */
export const recentOutcomeImports = (db: Queryable) =>
  db
    .select({
      id: outcomeImports.id,
      fileName: outcomeImports.fileName,
      readAt: outcomeImports.readAt,
      appliedAt: outcomeImports.appliedAt,
    })
    .from(outcomeImports)
    .orderBy(desc(outcomeImports.readAt))
    .limit(20);
