/** What a shop sells, as the public list of shops says it: the kinds of goods that vouchers are for. */
export const shopCategories = [
  'alimentari',
  'supermercato',
  'panificio',
  'ortofrutta',
  'macelleria',
  'pescheria',
  'igiene',
  'infanzia',
  'farmacia',
  'cartoleria',
] as const;

export type ShopCategory = (typeof shopCategories)[number];
