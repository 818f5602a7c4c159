import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { attachments } from '../../db/schema/attachments';
import { countsAsAttached } from '../../domain/attachment/status';
import { missingDocuments } from '../../domain/programme/documents';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { FieldFault } from '../../domain/refusal';

/** A fault for each document without which the application cannot be sent; its field is `attachments.{kind}`. */
export async function documentFaults(
  tx: Queryable,
  applicationId: string,
  rules: ProgrammeRules,
): Promise<FieldFault[]> {
  const rows = await tx
    .select({ kind: attachments.kind, status: attachments.status })
    .from(attachments)
    .where(eq(attachments.applicationId, applicationId));
  const attached = rows.filter(({ status }) => countsAsAttached(status)).map(({ kind }) => kind);
  return missingDocuments(rules, attached).map((kind) => ({
    field: `attachments.${kind}`,
    code: 'document-missing',
  }));
}
