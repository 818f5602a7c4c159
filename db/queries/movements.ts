import { sql } from 'drizzle-orm';
import { transferKinds, type TransferKind } from '../../domain/ledger';
import type { Cents } from '../../domain/money';
import type { Queryable } from '../client';

/** A movement of the ledger as the office reads it. */
export interface Movement {
  id: string;
  kind: TransferKind;
  amountCents: Cents;
  at: Date;
  /** The application whose voucher it concerns, and its registration; null where it is the fund's alone. */
  application: { id: string; year: number | null; number: number | null } | null;
}

const everyKind = Object.keys(transferKinds) as TransferKind[];

/**
 * Movements of a programme, newest first, a page by key. Each kind is read by its own index, so that a page of rare ones
 * among millions costs what any page costs.
 *
 * @param from.kind one kind, or all of them
 * @param from.after id of the last movement of the page before
 */
export async function movementsOf(
  db: Queryable,
  programmeId: string,
  from: { kind?: TransferKind | undefined; after?: string | undefined; limit: number },
): Promise<Movement[]> {
  const kinds = from.kind === undefined ? everyKind : [from.kind];
  const { rows } = await db.execute<{
    id: string;
    kind: TransferKind;
    amount_cents: string;
    at: string;
    application_id: string | null;
    year: number | null;
    number: number | null;
  }>(sql`
    select t.id, t.kind, t.amount_cents, t.at::text as at, v.owner_id as application_id, r.year, r.number
    from (
      select page.* from unnest(${sql.param(kinds)}::text[]) as k (kind)
      cross join lateral (
        select * from transfers
        where programme_id = ${programmeId} and kind = k.kind
          ${from.after === undefined ? sql`` : sql`and id < ${from.after}`}
        order by id desc limit ${from.limit}) as page
      order by page.id desc limit ${from.limit}) as t
    left join accounts v on v.id in (t.debit_account_id, t.credit_account_id) and v.kind = 'voucher'
    left join registrations r on r.application_id = v.owner_id
    order by t.id desc`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountCents: Number(row.amount_cents),
    at: new Date(row.at),
    application:
      row.application_id === null ? null : { id: row.application_id, year: row.year, number: row.number },
  }));
}
