import { describe, expect, it } from 'vitest';
import { noteListCsv, writeDebitNote, type DebitNote } from '../../documents/debit-note';
import { settlementTerms } from '../../domain/settlement/terms';
import { ente } from '../../ente';
import { elementsOf, readPdf } from '../support/pdf';

const note: DebitNote = {
  note: { number: 3, year: 2026 },
  presentedAt: new Date('2026-12-02T10:00:00+01:00'),
  until: new Date('2026-11-30T23:59:59+01:00'),
  party: {
    name: 'Market Sole S.r.l.',
    vatNumber: '01234567890',
    fiscalCode: null,
    address: 'Via Roma 1, Assemini',
    account: 'IT60 •••• 3456',
  },
  totalCents: 7_748,
  stampCents: 200,
  stamp: settlementTerms.stamp,
  payBy: new Date('2026-12-12T10:00:00+01:00'),
  lines: [
    {
      number: 1,
      at: new Date('2026-11-07T09:15:30+01:00'),
      shop: 'Centro',
      codeEnd: '4F6',
      receiptNumber: '0012',
      amountCents: 2_000,
    },
    {
      number: 2,
      at: new Date('2026-11-12T09:15:30+01:00'),
      shop: 'Centro',
      codeEnd: 'K2P',
      receiptNumber: null,
      amountCents: 5_748,
    },
  ],
};

const written = async (changes: Partial<DebitNote> = {}) =>
  readPdf((await writeDebitNote({ ...note, ...changes }, ente)).bytes);

describe('the nota di debito', () => {
  it('is of the merchant to the Ente, and shows no more of the account than its owner needs', async () => {
    const read = await written();
    const [facts, list] = elementsOf(read.elements, 'Table').map(({ children }) =>
      children.map((row) => row.children.map(({ text }) => text)),
    );
    expect(read).toMatchObject({ title: 'Nota di debito n. 3/2026', author: 'Market Sole S.r.l.', ua: '1' });
    expect(Object.fromEntries(facts ?? [])).toEqual({
      Data: '02/12/2026',
      Da: 'Market Sole S.r.l.',
      Sede: 'Via Roma 1, Assemini',
      'Partita IVA': '01234567890',
      A: `${ente.name}, ${ente.address}`,
      Totale: '77,48 €',
      'Accredito su': 'IT60 •••• 3456',
      'Da pagare entro il': '12/12/2026',
    });
    expect(list).toEqual([
      ['N.', 'Data e ora', 'Negozio', 'Codice', 'Scontrino', 'Importo'],
      ['1', '07/11/2026 09:15:30', 'Centro', '…4F6', '0012', '20,00 €'],
      ['2', '12/11/2026 09:15:30', 'Centro', '…K2P', '', '57,48 €'],
      ['', 'Totale', '', '', '', '77,48 €'],
    ]);
  });

  it('says why there is no VAT, who bears the stamp, and what is declared', async () => {
    const text = elementsOf((await written()).elements, 'P')
      .map((each) => each.text.replaceAll(/\s+/g, ' '))
      .join(' ');
    expect(text).toContain('art. 2, terzo comma, lettera a), del DPR 26 ottobre 1972, n. 633');
    expect(text).toContain('Imposta di bollo di 2,00 € assolta in modo virtuale');
    expect(text).toContain('a carico del Comune');
    expect(text).toContain('artt. 46 e 47 del DPR 28 dicembre 2000, n. 445');
  });

  it('bears no stamp where none is due', async () => {
    const text = elementsOf((await written({ stampCents: 0 })).elements, 'P').map((each) => each.text);
    expect(text.join(' ')).toContain('Non soggetta a imposta di bollo');
  });

  it('is the same file for the same note', async () => {
    const [one, other] = await Promise.all([writeDebitNote(note, ente), writeDebitNote(note, ente)]);
    expect(one.bytes.equals(other.bytes)).toBe(true);
  });

  it('has its list as a file too', () => {
    const [, first] = noteListCsv(note.lines).split('\r\n');
    expect(first).toBe('1;07/11/2026 09:15:30;Centro;…4F6;0012;20,00');
  });
});
