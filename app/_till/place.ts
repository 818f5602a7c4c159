import { cookies } from 'next/headers';
import { cache } from 'react';
import { database } from '@/app/_server/database';
import { actorOf, type SessionUser } from '@/app/_server/session';
import { counterOf, type Counter } from '@/db/queries/counter';

/** The device's shop, where somebody of several shops chose one. */
export const shopCookie = 'negozio';

export interface TillPlace extends Counter {
  /** The shop spends are made in here; null until one is chosen, or where none is open. */
  shop: { id: string; name: string } | null;
}

/** Where the signed-in person stands: a cashier in their own shop, a manager in the only one or in the one of this device. */
export const tillPlace = cache(async (user: SessionUser): Promise<TillPlace | null> => {
  const counter = await counterOf(database(), actorOf(user));
  if (!counter) return null;
  const { shops, boundTo } = counter;
  const chosen = boundTo ?? (shops.length === 1 ? shops[0]?.id : (await cookies()).get(shopCookie)?.value);
  return { ...counter, shop: shops.find(({ id }) => id === chosen) ?? null };
});
