import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../documents/language';
import { writeStatement, type Statement } from '../../documents/statement';
import { withBalances, type StatementKind, type StatementLine } from '../../domain/voucher/statement';
import { ente } from '../../ente';
import { elementsOf, readPdf, type ReadPdf } from '../support/pdf';

const line = (
  kind: StatementKind,
  at: string,
  amountCents: number,
  more: Partial<StatementLine> = {},
): Omit<StatementLine, 'balanceCents'> => ({
  id: `${kind} ${at}`,
  kind,
  at: new Date(at),
  amountCents,
  shop: null,
  merchant: null,
  voidedAt: null,
  ...more,
});

const sole = { shop: 'Market Sole', merchant: 'Market Sole' };

/** The manual's own: € 300 spent for € 20 and € 16 (§ 2.12). */
const manual: Statement = {
  programme: 'Buoni Spesa',
  registration: { number: 11_625, year: 2021 },
  holder: 'Cagliari Gabriele',
  code: 'URUT4F6',
  expiresAt: new Date('2021-09-30T23:59:59+02:00'),
  at: new Date('2021-04-12T10:00:00+02:00'),
  lines: withBalances([
    line('issue', '2021-04-01T12:00:00+02:00', 30_000),
    line('redemption', '2021-04-07T09:15:30+02:00', -2_000, sole),
    line('redemption', '2021-04-12T09:15:30+02:00', -1_600, { shop: 'Bottega', merchant: 'Rossi snc' }),
  ]),
};

const written = async (changes: Partial<Statement> = {}, language: Language = 'it'): Promise<ReadPdf> =>
  readPdf((await writeStatement({ ...manual, ...changes }, ente, language)).bytes);

/** The tables as rows of texts: the facts, then the spends. */
const tablesOf = ({ elements }: ReadPdf): string[][][] =>
  elementsOf(elements, 'Table').map(({ children }) =>
    children.map((row) => row.children.map(({ text }) => text.replaceAll('\n', ' '))),
  );

describe('the statement', () => {
  it('lists each spend with date, time, shop and amount, what was left after it, and what was spent in all', async () => {
    const [, lines] = tablesOf(await written());
    expect(lines).toEqual([
      ['Data', 'Movimento', 'Negozio', 'Importo', 'Saldo'],
      ['01/04/2021 12:00:00', 'Buono emesso', '', '300,00 €', '300,00 €'],
      ['07/04/2021 09:15:30', 'Spesa', 'Market Sole', '-20,00 €', '280,00 €'],
      ['12/04/2021 09:15:30', 'Spesa', 'Bottega (Rossi snc)', '-16,00 €', '264,00 €'],
      ['Totale speso', '', '', '36,00 €', '264,00 €'],
    ]);
  });

  it('tells whose voucher it is, its code, its day and what is left', async () => {
    const [facts] = tablesOf(await written());
    expect(Object.fromEntries(facts ?? [])).toEqual({
      Bando: 'Buoni Spesa',
      Beneficiario: 'Cagliari Gabriele',
      Codice: 'URUT4F6',
      'Importo del buono': '300,00 €',
      'Totale speso': '36,00 €',
      Saldo: '264,00 €',
      'Da usare entro il': '30/09/2021',
    });
  });

  it('shows a spend that was taken back, when, and does not count it', async () => {
    const voidedAt = new Date('2021-04-07T09:20:00+02:00');
    const lines = withBalances([
      line('issue', '2021-04-01T12:00:00+02:00', 30_000),
      line('redemption', '2021-04-07T09:15:30+02:00', -2_000, { ...sole, voidedAt }),
      line('void', '2021-04-07T09:20:00+02:00', 2_000, sole),
      line('expiry', '2021-10-01T00:00:00+02:00', -30_000),
    ]);
    const [, rows = []] = tablesOf(await written({ lines }));
    expect(rows.slice(2)).toEqual([
      ['07/04/2021 09:15:30', 'Spesa, annullata il 07/04/2021 09:20', 'Market Sole', '-20,00 €', '280,00 €'],
      ['07/04/2021 09:20:00', 'Spesa annullata: importo restituito', 'Market Sole', '20,00 €', '300,00 €'],
      ['01/10/2021 00:00:00', 'Saldo tornato al Comune: buono scaduto', '', '-300,00 €', '0,00 €'],
      ['Totale speso', '', '', '0,00 €', '0,00 €'],
    ]);
  });

  it('says so where nothing was spent', async () => {
    const { elements } = await written({ lines: manual.lines.slice(0, 1) });
    expect(elementsOf(elements, 'P').map(({ text }) => text)).toContain('Non hai ancora speso nulla.');
  });

  it.each(languages)(
    'in "%s" runs over pages, its head repeated for the eye and told once',
    async (language) => {
      const spends = Array.from({ length: 60 }, (_, index) =>
        line('redemption', '2021-04-07T09:15:30+02:00', -100, { shop: `Negozio ${index + 1}` }),
      );
      const read = await written({ lines: withBalances(spends) }, language);
      expect(read.pages).toBeGreaterThan(2);
      const rows = elementsOf(read.elements, 'TR').filter(({ children }) => children.length === 5);
      expect(rows).toHaveLength(62);
      const heads = rows.filter(({ children }) => children.every(({ role }) => role === 'TH'));
      expect(heads).toHaveLength(1);
      const [date, movement] = heads[0]?.children ?? [];
      for (const head of [date, movement])
        expect(read.artifacts.filter((text) => text === head?.text)).toHaveLength(read.pages - 1);
      const numbered = new RegExp(`^(Pagina \\d di|Page \\d of) ${read.pages}$`);
      expect(read.artifacts.filter((text) => numbered.test(text))).toHaveLength(read.pages);
    },
  );
});
