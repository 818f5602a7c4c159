import { sql } from 'drizzle-orm';
import type { Cents } from '../../domain/money';
import type { Queryable } from '../client';

/** A statement's sums as its lines, the spends they name and the ledger have them. */
export async function settlementSums(
  db: Queryable,
  { id, merchantId }: { id: string; merchantId: string },
): Promise<{ linesCents: Cents; spendsCents: Cents; owedCents: Cents }> {
  const { rows } = await db.execute<{ lines: string; spends: string; owed: string }>(sql`
    select coalesce(sum(l.amount_cents), 0) as lines, coalesce(sum(r.amount_cents), 0) as spends,
      coalesce((select balance_cents from accounts where kind = 'merchant' and owner_id = ${merchantId}), 0) as owed
    from settlement_lines l
    join redemptions r on r.id = l.redemption_id and r.merchant_id = ${merchantId}
    where l.settlement_id = ${id}`);
  const [sums] = rows;
  return {
    linesCents: Number(sums?.lines ?? 0),
    spendsCents: Number(sums?.spends ?? 0),
    owedCents: Number(sums?.owed ?? 0),
  };
}
