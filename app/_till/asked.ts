import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { databaseNow } from '@/db/queries/clock';
import type { Counter } from '@/db/queries/counter';
import type { SpendFilter } from '@/db/queries/spends';
import { civilDate, isCivilDate } from '@/domain/calendar';

/** What is asked of the movements, as its address says it; days that are no days are today. */
export async function askedSpends(
  query: Query,
  place: Pick<Counter, 'merchantId' | 'boundTo'>,
): Promise<SpendFilter & { today: string }> {
  const today = civilDate(await databaseNow(database()));
  const [from, to] = [valueOf(query, 'dal'), valueOf(query, 'al')].map((day) =>
    isCivilDate(day) ? day : undefined,
  );
  const [shop, actor, keyId] = ['negozio', 'da', 'chiave']
    .map((name) => valueOf(query, name))
    .map((id) => (validate(id) ? id : undefined));
  // Two days stand for what lies between them, whichever was written first.
  const [first, last] = [from ?? to ?? today, to ?? from ?? today].toSorted() as [string, string];
  return {
    today,
    merchantId: place.merchantId,
    from: first,
    to: last,
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
