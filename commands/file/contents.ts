import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { fileContents } from '../../db/schema/attachments';
import { sealedContent } from '../../db/sealing/columns';

/**
 * The clean copies in our own database, sealed, by the ids of their files. One that an accepted file relies on never changes, which
 * the database sees to; one of a try that broke off is replaced.
 */
export function ownContents(db: Queryable) {
  const read = async (fileId: string): Promise<Buffer | null> => {
    const [found] = await db
      .select({ bytes: fileContents.bytes })
      .from(fileContents)
      .where(eq(fileContents.fileId, fileId));
    return found ? sealedContent.open(fileId, found.bytes) : null;
  };
  const keep = async (fileId: string, bytes: Buffer): Promise<void> => {
    const sealed = sealedContent.seal(fileId, bytes);
    const [kept] = await db
      .insert(fileContents)
      .values({ fileId, bytes: sealed })
      .onConflictDoNothing()
      .returning({ fileId: fileContents.fileId });
    // Sealed twice, the same bytes are not the same any more.
    if (kept || (await read(fileId))?.equals(bytes)) return;
    await db
      .insert(fileContents)
      .values({ fileId, bytes: sealed })
      .onConflictDoUpdate({ target: fileContents.fileId, set: { bytes: sealed } });
  };
  const remove = async (fileId: string): Promise<void> => {
    await db.delete(fileContents).where(eq(fileContents.fileId, fileId));
  };
  return { keep, read, remove };
}
