import { writeDay, writeMoment } from '../domain/calendar';
import { formatEuro, type Cents } from '../domain/money';
import { declarationText } from '../domain/settlement/declaration';
import { writeNote, type NoteNumber, type NoteParty } from '../domain/settlement/note';
import type { StampDuty } from '../domain/settlement/terms';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import { csvRow, csvMark } from './table/csv';
import type { Cell, Writer } from './writer';

/** A spend as it stands in the numbered list. */
export interface NoteLine {
  number: number;
  at: Date;
  shop: string;
  /** The last letters of the voucher's code. */
  codeEnd: string;
  receiptNumber: string | null;
  amountCents: Cents;
}

/** A nota di debito as it was presented. */
export interface DebitNote {
  note: NoteNumber;
  presentedAt: Date;
  /** The last day of the period. */
  until: Date;
  party: NoteParty;
  totalCents: Cents;
  stampCents: Cents;
  stamp: StampDuty;
  payBy: Date;
  lines: readonly NoteLine[];
}

/**
 * The nota di debito of a merchant to the Ente, with the numbered list of the spends annexed. It is Italian in every
 * language: a document of Italian law. Money that passes from hand to hand is outside VAT (art. 2 c. 3 lett. a DPR
 * 633/1972); the merchant's declaration stands in place of the receipts (Garante, FAQ of 14-5-2020).
 */
export async function writeDebitNote(note: DebitNote, ente: Letterhead): Promise<PdfFile> {
  const title = `Nota di debito n. ${writeNote(note.note)}`;
  const { party } = note;
  const letterhead = { ...ente, name: party.name, address: party.address ?? '' };
  const bytes = await writePdf({ letterhead, language: 'it', title, at: note.presentedAt }, (page) => {
    page.facts(factsOf(note, ente));
    page.paragraph(
      `Si chiede il pagamento di ${formatEuro(note.totalCents)} €, valore nominale dei buoni spesa accettati ` +
        `fino al ${writeDay(note.until)} e non ancora pagati, come da elenco allegato.`,
    );
    page.paragraph(
      'Operazione fuori campo di applicazione dell’IVA ai sensi dell’art. 2, terzo comma, lettera a), del DPR ' +
        '26 ottobre 1972, n. 633.',
    );
    page.paragraph(stampSentence(note));
    page.heading('Dichiarazione');
    page.paragraph(declarationText);
    writeList(page, note);
  });
  return {
    name: `nota-di-debito-${note.note.number}-${note.note.year}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  };
}

function factsOf(note: DebitNote, ente: Letterhead): [name: string, value: string][] {
  const { party } = note;
  const facts: [string, string | null][] = [
    ['Data', writeDay(note.presentedAt)],
    ['Da', party.name],
    ['Sede', party.address],
    ['Partita IVA', party.vatNumber],
    ['Codice fiscale', party.fiscalCode],
    ['A', `${ente.name}, ${ente.address}`],
    ['Totale', `${formatEuro(note.totalCents)} €`],
    ['Accredito su', party.account],
    ['Da pagare entro il', writeDay(note.payBy)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
}

function stampSentence({ stampCents, stamp }: DebitNote): string {
  if (stampCents === 0) {
    return `Non soggetta a imposta di bollo: importo non superiore a ${formatEuro(stamp.aboveCents)} €.`;
  }
  const bearer = stamp.borneBy === 'ente' ? 'del Comune' : 'dell’esercente';
  return `Imposta di bollo di ${formatEuro(stampCents)} € assolta in modo virtuale (DPR 26 ottobre 1972, n. 642), a carico ${bearer}.`;
}

/** Number, moment, shop, code, receipt, amount. */
const shares = [0.07, 0.26, 0.22, 0.11, 0.16, 0.18];

const listHead = ['N.', 'Data e ora', 'Negozio', 'Codice', 'Scontrino', 'Importo'] as const;

function writeList(page: Writer, { lines, totalCents }: DebitNote): void {
  page.heading('Elenco delle spese');
  const head: Cell[] = listHead.map((text, index) => ({
    text,
    scope: 'Column',
    weight: 'bold',
    ...(index === 5 && { align: 'right' }),
  }));
  const rows = lines.map((line): Cell[] => [
    { text: String(line.number), scope: 'Row' },
    { text: writeMoment(line.at) },
    { text: line.shop },
    { text: `…${line.codeEnd}` },
    { text: line.receiptNumber ?? '' },
    { text: `${formatEuro(line.amountCents)} €`, align: 'right' },
  ]);
  const total: Cell[] = [
    { text: '' },
    { text: 'Totale', scope: 'Row', weight: 'bold' },
    ...['', '', ''].map((text) => ({ text })),
    { text: `${formatEuro(totalCents)} €`, weight: 'bold', align: 'right' },
  ];
  page.table(shares, [...rows, total], head);
}

/** The numbered list as a file for spreadsheets. */
export const noteListCsv = (lines: readonly NoteLine[]): string =>
  csvMark +
  csvRow(listHead) +
  lines
    .map(({ number, at, shop, codeEnd, receiptNumber, amountCents }) =>
      csvRow([
        number,
        writeMoment(at),
        shop,
        `…${codeEnd}`,
        receiptNumber ?? '',
        formatEuro(amountCents).replaceAll('.', ''),
      ]),
    )
    .join('');
