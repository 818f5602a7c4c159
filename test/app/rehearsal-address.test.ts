import { expect, it } from 'vitest';
import { othersFor, readAsked, rehearsalPath } from '../../app/_rehearsal/asked';

const programme = (id: string, inForce: boolean, draft: boolean) => ({
  id,
  name: id,
  status: 'attivo' as const,
  inForce,
  draft,
});
const programmes = [
  programme('own', true, true),
  programme('old', true, false),
  programme('new', false, true),
];

it('a draft is set beside what it changes, unless something else is asked for or nothing', () => {
  expect(readAsked({}, 'own', programmes)).toMatchObject({
    past: null,
    size: 500,
    seed: 1,
    perDay: null,
    other: { programmeId: 'own', which: 'vigore' },
    faults: [],
  });
  expect(readAsked({ confronto: '' }, 'own', programmes).other).toBeNull();
  expect(readAsked({}, 'new', programmes).other).toBeNull();
  expect(readAsked({ confronto: 'bozza-new' }, 'own', programmes).other).toEqual({
    programmeId: 'new',
    which: 'bozza',
  });
});

it('is never set beside itself', () => {
  expect(othersFor('own', programmes)).not.toContainEqual({ programmeId: 'own', which: 'bozza' });
});

it.each([
  ['quanti', ['9', '10001', '-1', '1e3', '12,5', 'x']],
  ['seme', ['-1', '1000000', 'x']],
  ['al-giorno', ['0', '10001', 'x']],
  ['nuclei', ['x', 'new']],
  ['confronto', ['x', 'bozza-own', 'vigore-new']],
] as const)('what cannot be is a fault of its field: %s', (field, values) => {
  for (const value of values) {
    const asked = readAsked({ [field]: value }, 'own', programmes);
    expect(asked.faults).toMatchObject([{ field }]);
    expect(asked.typed[field]).toBe(value);
  }
});

it('what is asked for is asked for again by its address', () => {
  const query = { nuclei: 'old', quanti: '70', seme: '9', 'al-giorno': '4', confronto: '' };
  const asked = readAsked(query, 'own', programmes);
  const address = new URL(rehearsalPath('own', asked, '/csv'), 'http://localhost');
  expect(address.pathname).toBe('/operatore/bandi/own/prova/csv');
  expect(readAsked(Object.fromEntries(address.searchParams), 'own', programmes)).toEqual(asked);
});
