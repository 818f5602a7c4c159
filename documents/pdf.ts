import PDFDocument from 'pdfkit';
import { registerFonts } from './letters';
import { frameWords, type Language } from './language';
import { Writer } from './writer';

/** The Ente as it signs its documents. */
export interface Letterhead {
  /** E.g. "Comune di Assemini". */
  name: string;
  address: string;
  mail: string;
  phone: string;
  /** Of the headings, as `#rrggbb`. */
  color: { primaryDark: string };
}

/** What every document has, whatever it says. */
export interface Frame {
  letterhead: Letterhead;
  language: Language;
  /** The name of the document, e.g. "Ricevuta 11625/2021". */
  title: string;
  /** The instant the document speaks of, written as its date: the same facts give the same bytes, whenever they are asked for. */
  at: Date;
}

/** A document as it is handed over. */
export interface PdfFile {
  name: string;
  mediaType: 'application/pdf';
  bytes: Buffer;
}

/** Millimetres in the points of PDF. */
const millimetres = (length: number): number => (length * 72) / 25.4;

const margins = {
  top: millimetres(18),
  left: millimetres(20),
  right: millimetres(20),
  bottom: millimetres(24),
};

/**
 * Writes a document as PDF/UA-1 (ISO 14289-1): every piece of text stands in a tagged structure and can be selected, the
 * fonts are embedded, title and language are declared, what repeats on each page is an artifact.
 *
 * @param write puts the content on the page, from top to bottom
 */
export async function writePdf(frame: Frame, write: (writer: Writer) => void): Promise<Buffer> {
  const pdf = open(frame);
  const bytes = collect(pdf);
  const writer = new Writer(pdf, frame.letterhead.color.primaryDark, frameWords[frame.language].unwritable);
  writer.letterhead(frame.letterhead.name, frame.letterhead.address);
  writer.title(frame.title);
  write(writer);
  writer.end();
  numberPages(pdf, frame);
  pdf.end();
  return bytes;
}

function open({ letterhead, language, title, at }: Frame): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    size: 'A4',
    margins,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    // The types know of PDF/A alone.
    subset: 'PDF/UA' as never,
    bufferPages: true,
    autoFirstPage: false,
    // Otherwise pdfkit opens Helvetica, which cannot be embedded.
    font: '',
    info: {
      Title: inXml(title),
      Author: inXml(letterhead.name),
      Producer: 'Buoni Spesa',
      Creator: 'Buoni Spesa',
      CreationDate: at,
      ModDate: at,
    },
  });
  registerFonts(pdf);
  pdf.addPage();
  return pdf;
}

/** pdfkit copies title and author into XML as they are. */
const inXml = (text: string): string => text.replaceAll('&', '＆').replaceAll('<', '‹').replaceAll('>', '›');

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

/** The foot of every page, once it is known how many there are. */
function numberPages(pdf: PDFKit.PDFDocument, { letterhead, language, title }: Frame): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    const { width, height } = pdf.page;
    const y = height - millimetres(15);
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    pdf
      .moveTo(margins.left, y)
      .lineTo(width - margins.right, y)
      .lineWidth(0.5)
      .stroke('#5c6f82');
    pdf.font('regular-0').fontSize(9).fillColor('#455a64');
    const foot = { lineBreak: false };
    pdf.text(`${letterhead.name} · ${title}`, margins.left, y + 5, foot);
    const number = frameWords[language].page(page + 1, count);
    pdf.text(number, width - margins.right - pdf.widthOfString(number), y + 5, foot);
    pdf.endMarkedContent();
  }
}
