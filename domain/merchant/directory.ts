import { plainName } from '../plain-letters';
import type { ShopCategory } from './categories';

/** A shop as everybody may know it. Whose it is in person is nobody's business. */
export interface OpenShop {
  id: string;
  name: string;
  /** Of the business, where it is called otherwise. */
  merchant: string;
  address: string | null;
  postalCode: string | null;
  municipality: string | null;
  phone: string | null;
  categories: readonly ShopCategory[];
}

/** What somebody looks for among the shops. */
export interface ShopSearch {
  /** Words that must all be found, whatever their accents and capitals. */
  text: string;
  category: ShopCategory | null;
}

/**
 * The shops that a search finds, in their order: each word must begin a word of the name, of the address, or of what the
 * shop sells.
 *
 * @param wordOf the name of a category in the language of the page
 */
export function findShops<S extends OpenShop>(
  shops: readonly S[],
  { text, category }: ShopSearch,
  wordOf: (category: ShopCategory) => string,
): S[] {
  const words = plainName(text).split(' ').filter(Boolean);
  return shops.filter((shop) => {
    if (category !== null && !shop.categories.includes(category)) return false;
    const { name, merchant, address, postalCode, municipality } = shop;
    const told = [name, merchant, address, postalCode, municipality, ...shop.categories.map(wordOf)];
    const known = ` ${plainName(told.filter(Boolean).join(' '))}`;
    return words.every((word) => known.includes(` ${word}`));
  });
}
