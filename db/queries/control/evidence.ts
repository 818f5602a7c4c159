import { sql } from 'drizzle-orm';
import type { Signal } from '../../../domain/control/signals';
import type { Queryable } from '../../client';

/** A spend that raised a signal, with whose voucher it was. */
export interface SpendInEvidence {
  id: string;
  at: Date;
  shop: string;
  /** The till, or the person at the counter. */
  counter: string | null;
  amountCents: number;
  receiptNumber: string | null;
  issuedCents: number;
  applicationId: string;
  registration: { number: number; year: number } | null;
}

/** The spends that raised a signal, oldest first. */
export async function evidenceOf(
  db: Queryable,
  { spendIds }: Pick<Signal, 'spendIds'>,
): Promise<SpendInEvidence[]> {
  if (spendIds.length === 0) return [];
  const { rows } = await db.execute<{
    id: string;
    at: string;
    shop: string;
    counter: string | null;
    amount_cents: string;
    receipt_number: string | null;
    issued_cents: string;
    application_id: string;
    number: number | null;
    year: number | null;
  }>(sql`
    select r.id, r.at::text as at, p.name as shop, coalesce(t.name, u.given_name || ' ' || u.family_name) as counter,
      r.amount_cents, r.receipt_number, v.issued_cents, v.application_id, g.number, g.year
    from redemptions r
    join shops p on p.id = r.shop_id
    join vouchers v on v.id = r.voucher_id
    left join registrations g on g.application_id = v.application_id
    left join tills t on t.id = r.actor_id
    left join users u on u.id = r.actor_id
    where r.id = any(${sql.param(spendIds)}::uuid[])
    order by r.at, r.id`);
  return rows.map((row) => ({
    id: row.id,
    at: new Date(row.at),
    shop: row.shop,
    counter: row.counter,
    amountCents: Number(row.amount_cents),
    receiptNumber: row.receipt_number,
    issuedCents: Number(row.issued_cents),
    applicationId: row.application_id,
    registration: row.number === null || row.year === null ? null : { number: row.number, year: row.year },
  }));
}

/** How many codes that open nothing were tried in each hour of a signal's day, by the hour in Europe/Rome. */
export async function triesByHour(
  db: Queryable,
  { merchantId, key }: Pick<Signal, 'merchantId' | 'key'>,
): Promise<{ hour: number; tries: number }[]> {
  const [actorId = '', day = ''] = key.split('.').slice(2);
  const { rows } = await db.execute<{ hour: number; tries: number }>(sql`
    select extract(hour from at at time zone 'Europe/Rome')::int as hour, count(*)::int as tries
    from wrong_codes
    where merchant_id = ${merchantId} and actor_id::text = ${actorId}
      and to_char(at at time zone 'Europe/Rome', 'YYYY-MM-DD') = ${day}
    group by 1 order by 1`);
  return rows;
}
