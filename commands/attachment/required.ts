import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { mandateProofOf } from '../../db/queries/filed-for';
import { attachments } from '../../db/schema/attachments';
import type { Filed } from '../../domain/application/relation';
import type { DocumentKind } from '../../domain/attachment/kinds';
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
  const attached = await attachedKinds(tx, applicationId);
  return missingDocuments(rules, attached).map((kind) => ({
    field: `attachments.${kind}`,
    code: 'document-missing',
  }));
}

/** The fault of an application filed by a mandate whose paper has to be attached and is not. */
export async function mandateFaults(
  tx: Queryable,
  application: { id: string } & Pick<Filed, 'mandateId' | 'takenOverAt'>,
): Promise<FieldFault[]> {
  if ((await mandateProofOf(tx, application)) !== 'allegata') return [];
  if ((await attachedKinds(tx, application.id)).includes('delega')) return [];
  return [{ field: 'attachments.delega', code: 'document-missing' }];
}

async function attachedKinds(tx: Queryable, applicationId: string): Promise<DocumentKind[]> {
  const rows = await tx
    .select({ kind: attachments.kind, status: attachments.status })
    .from(attachments)
    .where(eq(attachments.applicationId, applicationId));
  return rows.filter(({ status }) => countsAsAttached(status)).map(({ kind }) => kind);
}
