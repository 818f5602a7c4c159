import { formatIban } from '../domain/iban';
import { writeAgreement, writeCivilDay } from '../domain/merchant/agreement';
import { declarationTexts, merchantDeclarations } from '../domain/merchant/declarations';
import { writePhone } from '../domain/phone';
import { agreementWords, type AgreementWords } from './agreement-words';
import type { Language } from './language';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import type { Cell } from './writer';

/** What the agreement with a merchant says. Days are `YYYY-MM-DD`, both included. */
export interface Agreement {
  number: number;
  year: number;
  from: string;
  until: string;
  name: string;
  vatNumber: string | null;
  fiscalCode: string | null;
  representative: string | null;
  address: string | null;
  mail: string | null;
  phone: string | null;
  iban: string | null;
  shops: readonly { name: string; address: string }[];
  /** When it was accepted. */
  at: Date;
}

/** The agreement (convenzione) of a merchant, to be printed and signed by both. */
export async function writeAgreementPdf(
  agreement: Agreement,
  letterhead: Letterhead,
  language: Language,
): Promise<PdfFile> {
  const words = agreementWords[language];
  const { number, year, at, shops } = agreement;
  const frame = { letterhead, language, title: `${words.title} ${writeAgreement({ number, year })}`, at };
  const bytes = await writePdf(frame, (page) => {
    page.paragraph(words.between(letterhead.name));
    page.facts(factsOf(agreement, words));
    page.heading(words.shops);
    page.table(
      [0.4, 0.6],
      shops.map(({ name, address }): Cell[] => [{ text: name, scope: 'Row' }, { text: address }]),
      [head(words.shop), head(words.where)],
    );
    page.heading(words.duties);
    page.paragraph(words.dutiesLead);
    page.list(merchantDeclarations.map((declaration) => declarationTexts[language][declaration]));
    page.heading(words.payment);
    for (const text of words.paymentText) page.paragraph(text);
    page.heading(words.duration);
    for (const text of words.durationText) page.paragraph(text);
    page.heading(words.signatures);
    page.facts(
      [words.signEnte, words.signMerchant].map((side) => [
        `${side}: ${words.dateAndSignature}`,
        `\n${'_'.repeat(36)}`,
        { weight: 'regular' },
      ]),
    );
  });
  return { name: `convenzione-${number}-${year}.pdf`, mediaType: 'application/pdf', bytes };
}

const head = (text: string): Cell => ({ text, scope: 'Column', weight: 'bold' });

function factsOf(agreement: Agreement, words: AgreementWords): [name: string, value: string][] {
  const { name, vatNumber, fiscalCode, representative, address, mail, phone, iban, from, until } = agreement;
  return [
    [words.merchant, name],
    [words.vatNumber, vatNumber ?? ''],
    [words.fiscalCode, fiscalCode ?? ''],
    [words.representative, representative ?? ''],
    [words.address, address ?? ''],
    [words.mail, mail ?? ''],
    [words.phone, phone === null ? '' : writePhone(phone)],
    [words.account, iban === null ? '' : formatIban(iban)],
    [words.from, writeCivilDay(from)],
    [words.until, writeCivilDay(until)],
  ];
}
