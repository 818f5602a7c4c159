import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../documents/language';
import { writeStatement, type Statement } from '../../documents/statement';
import { ente } from '../../ente';
import { elementsOf, readPdf, type ReadPdf } from '../support/pdf';

/** The manual's own: € 300 spent for € 20 and € 16 (§ 2.12). */
const manual: Statement = {
  programme: 'Buoni Spesa',
  registration: { number: 11_625, year: 2021 },
  holder: 'Cagliari Gabriele',
  code: 'URUT4F6',
  issuedCents: 30_000,
  balanceCents: 26_400,
  expiresAt: new Date('2021-09-30T23:59:59+02:00'),
  at: new Date('2021-04-12T10:00:00+02:00'),
  spends: [
    { at: new Date('2021-04-07T09:15:30+02:00'), shop: 'Market Sole', amountCents: 2_000, voidedAt: null },
    { at: new Date('2021-04-12T09:15:30+02:00'), shop: 'Bottega', amountCents: 1_600, voidedAt: null },
  ],
};

const written = async (changes: Partial<Statement> = {}, language: Language = 'it'): Promise<ReadPdf> =>
  readPdf((await writeStatement({ ...manual, ...changes }, ente, language)).bytes);

/** The tables as rows of texts: the facts, then the spends. */
const tablesOf = ({ elements }: ReadPdf): string[][][] =>
  elementsOf(elements, 'Table').map(({ children }) =>
    children.map((row) => row.children.map(({ text }) => text)),
  );

describe('the statement', () => {
  it('lists each spend with date, time, shop and amount, and what was spent in all', async () => {
    const [, spends] = tablesOf(await written());
    expect(spends).toEqual([
      ['Data', 'Negozio', 'Importo', 'Nota'],
      ['07/04/2021 09:15:30', 'Market Sole', '20,00 €', ''],
      ['12/04/2021 09:15:30', 'Bottega', '16,00 €', ''],
      ['Totale speso', '', '36,00 €', ''],
    ]);
  });

  it('tells whose voucher it is, its code, its day and what is left', async () => {
    const [facts] = tablesOf(await written());
    expect(Object.fromEntries(facts ?? [])).toEqual({
      Bando: 'Buoni Spesa',
      Beneficiario: 'Cagliari Gabriele',
      Codice: 'URUT4F6',
      'Importo del buono': '300,00 €',
      Saldo: '264,00 €',
      'Da usare entro il': '30/09/2021',
    });
  });

  it('shows a spend that was taken back, and does not count it', async () => {
    const [first, second] = manual.spends;
    if (!first || !second) throw new Error('the example has two spends');
    const voidedAt = new Date('2021-04-07T09:20:00+02:00');
    const [, spends = []] = tablesOf(await written({ spends: [{ ...first, voidedAt }, second] }));
    expect(spends[1]?.[3]).toBe('Annullata il 07/04/2021');
    expect(spends.at(-1)).toEqual(['Totale speso', '', '16,00 €', '']);
  });

  it('says so where nothing was spent', async () => {
    const { elements } = await written({ spends: [] });
    expect(elementsOf(elements, 'P').map(({ text }) => text)).toContain('Non hai ancora speso nulla.');
  });

  it.each(languages)(
    'in "%s" runs over pages, its head repeated for the eye and told once',
    async (language) => {
      const [first] = manual.spends;
      if (!first) throw new Error('the example has spends');
      const spends = Array.from({ length: 60 }, (_, index) => ({ ...first, shop: `Negozio ${index + 1}` }));
      const read = await written({ spends }, language);
      expect(read.pages).toBe(3);
      const rows = elementsOf(read.elements, 'TR').filter(({ children }) => children.length === 4);
      expect(rows).toHaveLength(62);
      const heads = rows.filter(({ children }) => children.every(({ role }) => role === 'TH'));
      expect(heads).toHaveLength(1);
      const [date, shop] = heads[0]?.children ?? [];
      for (const head of [date, shop])
        expect(read.artifacts.filter((text) => text === head?.text)).toHaveLength(2);
      expect(read.artifacts.filter((text) => /^(Pagina \d di|Page \d of) 3$/.test(text))).toHaveLength(3);
    },
  );
});
