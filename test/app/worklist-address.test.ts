import { beforeAll, describe, expect, it } from 'vitest';
import { choiceFrom, choiceQuery } from '../../app/_batch/chosen';
import { listOf, listQuery, namesSomebody, worklistHref, type TypedList } from '../../app/_office/filters';
import { newKey } from '../../keys/keyring';

const list: TypedList = {
  filters: {
    cf: 'MRGFSE51E15A474D',
    cognome: 'Murgia',
    nome: 'Efisio',
    q: 'murgia',
    stato: 'presentata',
    mese: '3',
  },
  order: 'nome',
};

beforeAll(() => {
  process.env.ENCRYPTION_KEYS = newKey('k1');
});

describe('the address of the worklist', () => {
  it('names nobody, and is read back whole', () => {
    const address = worklistHref(list);
    expect(address).not.toMatch(/murgia|efisio|mrgfse|51E15/i);
    expect(address).toMatch(/^\/operatore\?mese=3&stato=presentata|^\/operatore\?stato=presentata/);
    expect(listOf(listQuery(list))).toEqual(list);
    expect(namesSomebody({ cognome: 'Murgia' })).toBe(true);
    expect(namesSomebody(Object.fromEntries(new URLSearchParams(listQuery(list))))).toBe(false);
  });

  it('is the same for the same search, so that a kept view is known again', () => {
    expect(listQuery(list)).toBe(listQuery({ ...list }));
    expect(listQuery(list)).not.toBe(listQuery({ ...list, filters: { ...list.filters, nome: 'Efisia' } }));
  });

  it('is handed on with a choice of all that it shows', () => {
    const choice = { act: 'decidi' as const, ids: [], filters: list.filters };
    expect(choiceQuery(choice)).not.toMatch(/murgia/i);
    expect(choiceFrom(choiceQuery(choice)).filters).toEqual(list.filters);
  });

  it.each(['x', 'k1.x', 'k9.AAAA', `k1.${'A'.repeat(90)}`, ''])('ignores what was made up: %s', (cerca) => {
    expect(listOf(new URLSearchParams({ cerca, stato: 'presentata' }).toString()).filters).toEqual({
      stato: 'presentata',
    });
  });
});
