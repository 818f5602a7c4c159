import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import type { Actor } from '../../domain/roles';

/**
 * The shop a spend is made in: that of the till or of the cashier, else the one that was chosen, else the merchant's
 * first. Null for a merchant that has none, and for the shop of another.
 */
export async function shopOf(
  tx: Queryable,
  actor: Exclude<Actor, { kind: 'system' }>,
  merchantId: string,
  chosen?: string,
): Promise<string | null> {
  const id = shopOfCall({
    kind: sql`${actor.kind}::text`,
    actorId: sql`${actor.id}::uuid`,
    merchantId: sql`${merchantId}::uuid`,
    chosen: sql`${chosen ?? null}::text`,
  });
  const { rows } = await tx.execute<{ id: string | null }>(sql`select ${id} as id`);
  return rows[0]?.id ?? null;
}

/** The same as an expression, for many calls at once. */
export const shopOfCall = (call: Record<'kind' | 'actorId' | 'merchantId' | 'chosen', SQL>): SQL => sql`(
  select s.id from shops s
  where s.merchant_id = ${call.merchantId} and s.id::text = coalesce(
    case ${call.kind}
      when 'till' then (select t.shop_id::text from tills t where t.id = ${call.actorId})
      else (select u.shop_id::text from users u where u.id = ${call.actorId}) end,
    ${call.chosen}, s.id::text)
  order by s.created_at, s.id limit 1)`;
