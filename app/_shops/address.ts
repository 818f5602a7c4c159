import { valueOf, type Query } from '@/app/_server/query';
import { shopCategories } from '@/domain/merchant/categories';
import type { ShopSearch } from '@/domain/merchant/directory';

/** What the address of the list of shops asks for. */
export interface ShopList extends ShopSearch {
  /** From 1. */
  page: number;
  /** Everything on one page, to be printed. */
  whole: boolean;
}

/** Reads the address of the list; what it does not know asks for nothing. */
export function readShopList(query: Query): ShopList {
  const page = valueOf(query, 'pagina');
  return {
    text: valueOf(query, 'q').slice(0, 100),
    category: shopCategories.find((each) => each === valueOf(query, 'categoria')) ?? null,
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
    whole: valueOf(query, 'tutti') === 'si',
  };
}

/** The address of a list of shops. */
export function shopListHref({ text, category, page, whole }: ShopList): string {
  const query = new URLSearchParams({
    ...(text && { q: text }),
    ...(category && { categoria: category }),
    ...(whole && { tutti: 'si' }),
    ...(page > 1 && !whole && { pagina: String(page) }),
  });
  return query.size === 0 ? '/esercenti' : `/esercenti?${query.toString()}`;
}
