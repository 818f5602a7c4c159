import { describe, expect, it } from 'vitest';
import { findShops, type OpenShop } from '../../../domain/merchant/directory';

const shop = (id: string, changes: Partial<OpenShop>): OpenShop => ({
  id,
  name: id,
  merchant: id,
  address: 'Via Sardegna 12',
  postalCode: '09032',
  municipality: 'Assemini',
  phone: null,
  categories: ['alimentari'],
  ...changes,
});

const shops = [
  shop('Caffè & Pane', { categories: ['panificio'] }),
  shop('Farmacia Niedda', { address: "Via dell'Unità 3", categories: ['farmacia', 'infanzia'] }),
  shop('Mercato', { merchant: 'Cooperativa Sa Domu' }),
];

const found = (text: string, category: Parameters<typeof findShops>[1]['category'] = null): string[] =>
  findShops(
    shops,
    { text, category },
    (each) => ({ panificio: 'Panetteria' })[each as 'panificio'] ?? each,
  ).map(({ id }) => id);

describe('the list of shops', () => {
  it('is whole where nothing is looked for', () => {
    expect(found(' ')).toEqual(['Caffè & Pane', 'Farmacia Niedda', 'Mercato']);
  });

  it.each([
    ['caffe', ['Caffè & Pane']],
    ['UNITÀ', ['Farmacia Niedda']],
    ['panett', ['Caffè & Pane']],
    ['sa domu', ['Mercato']],
    ['sardegna mercato', ['Mercato']],
    ['09032', ['Caffè & Pane', 'Farmacia Niedda', 'Mercato']],
    ['ardegna', []],
    ['pane farmacia', []],
  ])('is narrowed by words, accents and capitals folded: %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('is narrowed by what a shop sells, and by words too', () => {
    expect(found('', 'infanzia')).toEqual(['Farmacia Niedda']);
    expect(found('mercato', 'infanzia')).toEqual([]);
  });
});
