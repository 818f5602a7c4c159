import { sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { prepared } from '../../db/prepared';
import type { DocumentKind } from '../../domain/attachment/kinds';
import { countsAsAttached, type AttachmentStatus } from '../../domain/attachment/status';
import type { MandateProof } from '../../domain/mandate/mandate';
import { missingDocuments, rulesByMandate } from '../../domain/programme/documents';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { FieldFault } from '../../domain/refusal';

/** The documents of an application, and how the mandate it is filed by is proved; null where it is by none, or was taken over. */
export type Papers = {
  attached: { kind: DocumentKind; status: AttachmentStatus }[];
  proof: MandateProof | null;
};

/** The papers of applications that are held, by the application's id. */
export async function papersOf(tx: Queryable, ids: readonly string[]): Promise<Map<string, Papers>> {
  const { rows } = await prepared<Papers & { id: string }>(
    tx,
    'papers',
    sql`
    select a.id, m.proof, coalesce(
      (select json_agg(json_build_object('kind', kind, 'status', status)) from attachments where application_id = a.id),
      '[]') as attached
    from applications a left join mandates m on m.id = a.mandate_id and a.taken_over_at is null
    where a.id = any (${sql.param([...ids])}::uuid[])`,
  );
  return new Map(rows.map(({ id, ...papers }) => [id, papers]));
}

/** A fault for each paper without which an application cannot be sent; its field is `attachments.{kind}`. */
export function paperFaults({ attached, proof }: Papers, rules: ProgrammeRules): FieldFault[] {
  const kinds = attached.filter(({ status }) => countsAsAttached(status)).map(({ kind }) => kind);
  return missingDocuments(rulesByMandate(rules, proof), kinds).map((kind) => ({
    field: `attachments.${kind}`,
    code: 'document-missing',
  }));
}
