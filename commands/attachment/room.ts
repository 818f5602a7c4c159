import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachments } from '../../db/schema/attachments';
import { applicationLimits } from '../../domain/attachment/limits';

/**
 * What an application may still take, in files and bytes. What is under way counts with the length it declared;
 * refused files count as files only, since nothing of them is kept.
 */
export async function roomFor(
  tx: Queryable,
  applicationId: string,
): Promise<{ files: number; bytes: number }> {
  const [taken] = await tx
    .select({
      files: sql<number>`count(*)::integer`,
      bytes: sql<number>`coalesce(sum(coalesce(bytes, declared_bytes, received_bytes))
        filter (where status <> 'rifiutato'), 0)::integer`,
    })
    .from(attachments)
    .where(eq(attachments.applicationId, applicationId));
  return {
    files: applicationLimits.files - (taken?.files ?? 0),
    bytes: applicationLimits.bytes - (taken?.bytes ?? 0),
  };
}
