import { receiptFileName, type Filer, type Receipt } from '../domain/application/receipt';
import { writeRegistration } from '../domain/application/registration';
import { writeDay, writeMoment } from '../domain/calendar';
import type { Language } from './language';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import { receiptWords, type ReceiptWords } from './receipt-words';

interface Sender {
  letterhead: Letterhead;
  /** Address of the portal without a trailing slash. */
  url: string;
}

/**
 * The receipt of an application: that it arrived, when, under which number, and by when it is answered (L. 241/1990
 * art. 18-bis). The same receipt is the same file, byte for byte.
 */
export async function writeReceipt(
  receipt: Receipt,
  { letterhead, url }: Sender,
  language: Language,
): Promise<PdfFile> {
  const words = receiptWords[language];
  const frame = {
    letterhead,
    language,
    title: `${words.title} ${writeRegistration(receipt)}`,
    at: receipt.registeredAt,
  };
  const answerBy = receipt.decideBy && writeDay(receipt.decideBy);
  const bytes = await writePdf(frame, (page) => {
    page.paragraph(words.lead(receipt.programme));
    page.facts(factsOf(receipt, words));
    page.heading(words.next);
    page.list(words.steps(answerBy));
    page.heading(words.help);
    page.link(words.helpText, `${url}/assistenza`);
    page.paragraph(words.contacts(letterhead.phone, letterhead.mail));
    page.note(words.fingerprintText);
    page.note(words.law);
  });
  return { name: receiptFileName(receipt), mediaType: 'application/pdf', bytes };
}

type Fact = [name: string, value: string, style?: { size: number }];

function factsOf(receipt: Receipt, words: ReceiptWords): Fact[] {
  const { programme, registeredAt, decideBy, beneficiary, filer, formSha256 } = receipt;
  const facts: (Fact | null)[] = [
    [words.programme, programme],
    [words.registration, writeRegistration(receipt)],
    [words.registeredAt, writeMoment(registeredAt)],
    [words.beneficiary, beneficiary.name],
    [words.fiscalCode, beneficiary.fiscalCode],
    filer && [words.filer, filerText(filer, words)],
    decideBy && [words.answerBy, writeDay(decideBy)],
    // Sixty-four letters stay on one line.
    [words.fingerprint, formSha256, { size: 8 }],
  ];
  return facts.filter((fact) => fact !== null);
}

const filerText = ({ name, fiscalCode, role, as }: Filer, words: ReceiptWords): string =>
  [name, fiscalCode, as === null ? words.roles[role] : `${words.roles[role]}: ${as}`]
    .filter(Boolean)
    .join('\n');
