import { writeRegistration } from '../domain/application/registration';
import { writeDay, writeMoment } from '../domain/calendar';
import { formatEuro, type Cents } from '../domain/money';
import { figuresOf, placeOf, type StatementLine } from '../domain/voucher/statement';
import type { Language } from './language';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import { statementWords, type StatementWords } from './statement-words';
import type { Cell } from './writer';

/** What the statement of a voucher tells. */
export interface Statement {
  programme: string;
  registration: { number: number; year: number };
  /** Name of the beneficiary. */
  holder: string;
  code: string;
  expiresAt: Date;
  /** When this was so. */
  at: Date;
  /** Everything that moved its money, oldest first. */
  lines: readonly StatementLine[];
}

/** The Rendiconto Buono (manual § 2.12): each spend with date, time, shop and amount, those taken back, what is left. */
export async function writeStatement(
  statement: Statement,
  letterhead: Letterhead,
  language: Language,
): Promise<PdfFile> {
  const words = statementWords[language];
  const { registration, at, lines } = statement;
  const frame = { letterhead, language, title: `${words.title} ${writeRegistration(registration)}`, at };
  const bytes = await writePdf(frame, (page) => {
    page.paragraph(words.at(writeMoment(at)));
    page.facts(factsOf(statement, words));
    page.heading(words.movements);
    if (lines.every(({ kind }) => kind === 'issue')) page.paragraph(words.none);
    page.table(shares, [...lines.map((line) => rowOf(line, words)), totalOf(lines, words)], headOf(words));
  });
  const name = `rendiconto-${registration.number}-${registration.year}.pdf`;
  return { name, mediaType: 'application/pdf', bytes };
}

/** Date, movement, shop, amount, balance. */
const shares = [0.24, 0.24, 0.22, 0.15, 0.15];

function factsOf(statement: Statement, words: StatementWords): [name: string, value: string][] {
  const { programme, holder, code, lines, expiresAt } = statement;
  const { issuedCents, spentCents, leftCents } = figuresOf(lines);
  return [
    [words.programme, programme],
    [words.holder, holder],
    [words.code, code],
    [words.issued, euros(issuedCents)],
    [words.spent, euros(spentCents)],
    [words.left, euros(leftCents)],
    [words.expires, writeDay(expiresAt)],
  ];
}

const headOf = ({ date, movement, shop, amount, balance }: StatementWords): Cell[] => [
  { text: date, scope: 'Column', weight: 'bold' },
  { text: movement, scope: 'Column', weight: 'bold' },
  { text: shop, scope: 'Column', weight: 'bold' },
  { text: amount, scope: 'Column', weight: 'bold', align: 'right' },
  { text: balance, scope: 'Column', weight: 'bold', align: 'right' },
];

function rowOf(line: StatementLine, words: StatementWords): Cell[] {
  const { at, kind, voidedAt, amountCents, balanceCents } = line;
  const movement = words.kinds[kind];
  return [
    { text: writeMoment(at), scope: 'Row' },
    { text: voidedAt ? `${movement}, ${words.voided(writeMoment(voidedAt).slice(0, 16))}` : movement },
    { text: placeOf(line) },
    { text: euros(amountCents), align: 'right' },
    { text: euros(balanceCents), align: 'right' },
  ];
}

/** What was taken back was not spent. */
function totalOf(lines: readonly StatementLine[], { spent }: StatementWords): Cell[] {
  const { spentCents, leftCents } = figuresOf(lines);
  return [
    { text: spent, scope: 'Row', weight: 'bold' },
    { text: '' },
    { text: '' },
    { text: euros(spentCents), weight: 'bold', align: 'right' },
    { text: euros(leftCents), weight: 'bold', align: 'right' },
  ];
}

const euros = (cents: Cents): string => `${formatEuro(cents)} €`;
