import { eq, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { fileContents } from '../../db/schema/attachments';

/**
 * The clean copies in our own database, by the ids of their files. One that an accepted file relies on never changes, which
 * the database sees to; one of a try that broke off is replaced.
 */
export const ownContents = (db: Queryable) => ({
  keep: async (fileId: string, bytes: Buffer): Promise<void> => {
    await db
      .insert(fileContents)
      .values({ fileId, bytes })
      .onConflictDoUpdate({
        target: fileContents.fileId,
        set: { bytes: sql`excluded.bytes` },
        setWhere: ne(fileContents.bytes, sql`excluded.bytes`),
      });
  },
  read: async (fileId: string): Promise<Buffer | null> => {
    const [found] = await db
      .select({ bytes: fileContents.bytes })
      .from(fileContents)
      .where(eq(fileContents.fileId, fileId));
    return found?.bytes ?? null;
  },
  remove: async (fileId: string): Promise<void> => {
    await db.delete(fileContents).where(eq(fileContents.fileId, fileId));
  },
});
