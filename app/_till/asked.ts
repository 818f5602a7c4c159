import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { periodIn, valueOf, type Query } from '@/app/_server/query';
import { databaseNow } from '@/db/queries/clock';
import type { Counter } from '@/db/queries/counter';
import type { SpendFilter } from '@/db/queries/spends';
import { civilDate } from '@/domain/calendar';

/** What is asked of the movements, as its address says it; days that are no days are today. */
export async function askedSpends(
  query: Query,
  place: Pick<Counter, 'merchantId' | 'boundTo'>,
): Promise<SpendFilter & { today: string }> {
  const today = civilDate(await databaseNow(database()));
  const [from, to] = periodIn(query);
  const [shop, actor, keyId] = ['negozio', 'da', 'chiave']
    .map((name) => valueOf(query, name))
    .map((id) => (validate(id) ? id : undefined));
  return {
    today,
    merchantId: place.merchantId,
    from: from ?? to ?? today,
    to: to ?? from ?? today,
    // A cashier sees their own shop, whatever the address says.
    shopId: place.boundTo ?? shop,
    actorId: actor,
    keyId,
  };
}

/** The query of the same spends, for their other pages and their file. */
export function queryOf(
  { from, to, shopId, actorId, keyId }: SpendFilter,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ dal: from, al: to });
  if (shopId !== undefined) query.set('negozio', shopId);
  if (actorId !== undefined) query.set('da', actorId);
  if (keyId !== undefined) query.set('chiave', keyId);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}
