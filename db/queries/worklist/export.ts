import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Phase } from '../../../domain/application/phase';
import type { ApplicationStatus } from '../../../domain/application/status';
import type { Database } from '../../client';
import type { applications } from '../../schema/applications';
import { sealedForm } from '../../sealing/columns';
import type { WorklistFilters } from './conditions';
import { pageQuery, type Sorting } from './page';

/** A row of what the next office gets. */
export interface ExportedRow {
  registration: string;
  registeredAt: Date;
  familyName: string;
  givenName: string;
  fiscalCode: string;
  programme: string;
  status: ApplicationStatus;
  phase: Phase | null;
  decideBy: Date | null;
  amountCents: number | null;
  iseeCents: number | null;
  members: number;
}

/** A row as it is read, with the form still sealed. */
type ReadRow = Omit<ExportedRow, 'iseeCents'> & Pick<typeof applications.$inferSelect, 'id' | 'form'>;

function exported({ id, form, ...row }: ReadRow): ExportedRow {
  return { ...row, iseeCents: sealedForm.open(id, form)?.values['isee.amount'] ?? null };
}

/** Rows that are in memory at a time. */
const batchSize = 500;

/**
 * The whole list, however long, a batch at a time: the database keeps the cursor and the moment it was opened at, and reads
 * on only when the batch before has been taken. The transaction ends with the last batch, or when the reader goes away; a
 * reader who takes nothing for five minutes is let go.
 */
export async function* exportRows(
  db: Database,
  filters: WorklistFilters,
  sorting: Sorting,
): AsyncGenerator<ExportedRow[]> {
  const { page, order } = await pageQuery(db, filters, sorting, {}, null);
  const { sql: text, params } = new PgDialect().sqlToQuery(sql`
    declare exported no scroll cursor for
    select a.registration_number || '/' || a.registration_year as registration, a.registered_at as "registeredAt",
      a.beneficiary_family_name as "familyName", a.beneficiary_given_name as "givenName",
      a.beneficiary_fiscal_code as "fiscalCode", p.name as programme, a.status, a.phase,
      case when a.phase is not null then a.decide_by end as "decideBy",
      case when a.status in ('approvata', 'annullata') then (select d.amount_cents from decisions d
        where d.application_id = a.id order by d.decided_at desc limit 1)::float8 end as "amountCents",
      a.id, a.form,
      jsonb_array_length(a.form -> 'members') + 1 as members
    from (${page}) as page join applications a on a.id = page.id join programmes p on p.id = a.programme_id
    order by ${order}`);
  const client = await db.$client.connect();
  let broken = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query("set local idle_in_transaction_session_timeout = '5min'");
    await client.query("set local statement_timeout = '60s'");
    await client.query(text, params);
    for (;;) {
      const { rows } = await client.query<ReadRow>(`fetch ${batchSize} from exported`);
      if (rows.length > 0) yield rows.map(exported);
      if (rows.length < batchSize) break;
    }
    await client.query('commit');
    broken = false;
  } finally {
    client.release(broken);
  }
}
