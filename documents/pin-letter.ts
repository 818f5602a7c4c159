import { writeDay } from '../domain/calendar';
import { writePart } from '../domain/pin/parts';
import type { PinLetter } from '../domain/pin/letter';
import type { Language } from './language';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import { pinLetterWords } from './pin-letter-words';

/** Who writes, and where the PIN is used. */
interface Sender {
  letterhead: Letterhead;
  url: string;
}

/** The letter with the second part of a PIN. The first part is not in it: whoever opens it alone can do nothing. */
export async function writePinLetter(
  letter: PinLetter,
  { letterhead, url }: Sender,
  language: Language,
): Promise<PdfFile> {
  const words = pinLetterWords[language];
  const { name, address, secondPart, requestedAt, expiresAt } = letter;
  const frame = { letterhead, language, title: words.title, at: requestedAt };
  const bytes = await writePdf(frame, (page) => {
    page.facts([
      [words.to, name],
      [words.address, address.join(', ')],
    ]);
    page.paragraph(words.lead(writeDay(requestedAt)));
    page.facts([[words.secondPart, writePart(secondPart), { size: 20 }]]);
    page.heading(words.how);
    page.list(words.steps);
    page.link(words.where, `${url}/accedi/pin`);
    page.paragraph(words.until(writeDay(expiresAt)));
    page.heading(words.care);
    page.paragraph(words.careText);
    page.paragraph(words.contacts(letterhead.phone, letterhead.mail));
  });
  return { name: 'pin-seconda-parte.pdf', mediaType: 'application/pdf', bytes };
}
