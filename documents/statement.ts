import { writeRegistration } from '../domain/application/registration';
import { writeDay, writeMoment } from '../domain/calendar';
import { formatEuro, type Cents } from '../domain/money';
import type { Language } from './language';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import { statementWords, type StatementWords } from './statement-words';
import type { Cell } from './writer';

/** A spend of a voucher, taken back where `voidedAt` says when. */
export interface Spend {
  at: Date;
  shop: string;
  amountCents: Cents;
  voidedAt: Date | null;
}

/** What the statement of a voucher tells. */
export interface Statement {
  programme: string;
  registration: { number: number; year: number };
  /** Name of the beneficiary. */
  holder: string;
  code: string;
  issuedCents: Cents;
  balanceCents: Cents;
  expiresAt: Date;
  /** When this was so. */
  at: Date;
  /** Oldest first. */
  spends: readonly Spend[];
}

/** The Rendiconto Buono (manual § 2.12): each spend with date, time, shop and amount, and what is left. */
export async function writeStatement(
  statement: Statement,
  letterhead: Letterhead,
  language: Language,
): Promise<PdfFile> {
  const words = statementWords[language];
  const { registration, at, spends } = statement;
  const frame = { letterhead, language, title: `${words.title} ${writeRegistration(registration)}`, at };
  const bytes = await writePdf(frame, (page) => {
    page.paragraph(words.at(writeMoment(at)));
    page.facts(factsOf(statement, words));
    page.heading(words.spends);
    if (spends.length === 0) page.paragraph(words.none);
    else
      page.table(
        shares,
        [...spends.map((spend) => rowOf(spend, words)), totalOf(spends, words)],
        headOf(words),
      );
  });
  const name = `rendiconto-${registration.number}-${registration.year}.pdf`;
  return { name, mediaType: 'application/pdf', bytes };
}

/** Date, shop, amount, note. */
const shares = [0.26, 0.3, 0.15, 0.29];

function factsOf(statement: Statement, words: StatementWords): [name: string, value: string][] {
  const { programme, holder, code, issuedCents, balanceCents, expiresAt } = statement;
  return [
    [words.programme, programme],
    [words.holder, holder],
    [words.code, code],
    [words.issued, `${formatEuro(issuedCents)} €`],
    [words.left, `${formatEuro(balanceCents)} €`],
    [words.expires, writeDay(expiresAt)],
  ];
}

const headOf = ({ date, shop, amount, note }: StatementWords): Cell[] => [
  { text: date, scope: 'Column', weight: 'bold' },
  { text: shop, scope: 'Column', weight: 'bold' },
  { text: amount, scope: 'Column', weight: 'bold', align: 'right' },
  { text: note, scope: 'Column', weight: 'bold' },
];

const rowOf = ({ at, shop, amountCents, voidedAt }: Spend, words: StatementWords): Cell[] => [
  { text: writeMoment(at), scope: 'Row' },
  { text: shop },
  { text: `${formatEuro(amountCents)} €`, align: 'right' },
  { text: voidedAt ? words.voided(writeDay(voidedAt)) : '' },
];

/** What was taken back was not spent. */
function totalOf(spends: readonly Spend[], { total }: StatementWords): Cell[] {
  const cents = spends.reduce((sum, { amountCents, voidedAt }) => sum + (voidedAt ? 0 : amountCents), 0);
  return [
    { text: total, scope: 'Row', weight: 'bold' },
    { text: '' },
    { text: `${formatEuro(cents)} €`, weight: 'bold', align: 'right' },
    { text: '' },
  ];
}
