import { sql } from 'drizzle-orm';
import type { Cents } from '../../domain/money';
import { withBalances, type StatementKind, type StatementLine } from '../../domain/voucher/statement';
import type { Queryable } from '../client';

/**
 * Everything that moved a voucher's money, oldest first, with what was left after each ("Rendiconto"). Read from the
 * ledger, so that the lines add up to the balance by construction; what is set aside for a till has not moved.
 */
export async function statementOf(db: Queryable, voucherId: string): Promise<StatementLine[]> {
  const { rows } = await db.execute<{
    id: string;
    kind: StatementKind;
    cents: string;
    at: string;
    shop: string | null;
    merchant: string | null;
    voided_at: string | null;
  }>(sql`
    select t.id, t.kind, coalesce(case t.kind when 'redemption' then r.at when 'void' then b.at end, t.at)::text as at,
      case t.credit_account_id when v.account_id then t.amount_cents else - t.amount_cents end as cents,
      s.name as shop, m.name as merchant, case t.kind when 'redemption' then b.at end::text as voided_at
    from vouchers v
    join transfers t on v.account_id in (t.debit_account_id, t.credit_account_id)
    left join redemptions r on r.id =
      case when t.kind in ('redemption', 'void') then split_part(t.business_key, ':', 2)::uuid end
    left join shops s on s.id = r.shop_id
    left join merchants m on m.id = r.merchant_id
    left join redemption_voids b on b.redemption_id = r.id
    where v.id = ${voucherId}
    order by t.at, t.id`);
  return withBalances(
    rows.map(({ cents, at, voided_at, ...line }) => ({
      ...line,
      amountCents: Number(cents) as Cents,
      at: new Date(at),
      voidedAt: voided_at === null ? null : new Date(voided_at),
    })),
  );
}
