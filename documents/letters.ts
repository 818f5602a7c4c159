/** The two weights documents are written in. */
export type Weight = 'regular' | 'bold';

const titillium = 'node_modules/bootstrap-italia/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin';
const liberation = 'node_modules/pdfjs-dist/standard_fonts/LiberationSans';

/**
 * The fonts of each weight, the first that has all the letters of a text being used for it: the site's own, and Liberation
 * Sans (SIL OFL 1.1) for names in Greek or Cyrillic.
 */
const files: Record<Weight, readonly [string, string]> = {
  regular: [`${titillium}-regular.ttf`, `${liberation}-Regular.ttf`],
  bold: [`${titillium}-700.ttf`, `${liberation}-Bold.ttf`],
};

/** Stands for a letter that no font of ours has. */
export const unknownLetter = '□';

/** A text as it can be printed. */
export interface Lettering {
  /** The registered name of the font. */
  font: string;
  text: string;
  /** The text as it is, where some of its letters cannot be printed: who listens or copies gets this. */
  actual: string | undefined;
}

/** A font as pdfkit has read it: it hands it over by no public way, and takes it in place of a file. */
interface ReadFont {
  hasGlyphForCodePoint: (code: number) => boolean;
  /** The drawn letters, each with the characters that it stood for when it was first asked for. */
  _glyphs: object;
}

/** The fonts that were read, by name: reading one takes longer than writing a page with it. */
const read = new Map<string, ReadFont>();

/** Makes the fonts known to a document by names of their own. Each is read when first used, once for all documents; each document is written to its end before the next one begins. */
export function registerFonts(pdf: PDFKit.PDFDocument): void {
  for (const [weight, fonts] of Object.entries(files))
    for (const [rank, file] of fonts.entries()) {
      const name = `${weight}-${rank}`;
      const font = read.get(name);
      // A letter that was part of another (the A of Ấ) in one document would stand for nothing in the next.
      if (font) font._glyphs = {};
      pdf.registerFont(name, (font as Buffer | undefined) ?? `${process.cwd()}/${file}`);
    }
}

/**
 * Chooses the font of a text and leaves it chosen. A letter no font has loses its outermost accents (ễ is printed ê), or
 * is shown as `□`.
 */
export function choose(pdf: PDFKit.PDFDocument, weight: Weight, text: string): Lettering {
  const composed = text.normalize('NFC');
  const fonts = files[weight].map((_, rank) => `${weight}-${rank}`);
  const font = fonts.find((each) => [...composed].every(lettersOf(pdf, each)));
  if (font !== undefined) return { font, text: composed, actual: undefined };
  const last = fonts.at(-1) ?? '';
  const has = lettersOf(pdf, last);
  const letters = [...new Intl.Segmenter().segment(composed)].map(({ segment }) => printable(segment, has));
  return { font: last, text: letters.join(''), actual: composed };
}

function printable(letter: string, has: (character: string) => boolean): string {
  const marks = [...letter.normalize('NFD')];
  for (let kept = marks.length; kept > 0; kept--) {
    const plainer = marks.slice(0, kept).join('').normalize('NFC');
    if ([...plainer].every(has)) return plainer;
  }
  return unknownLetter;
}

/** Chooses a font and answers what it has; drawn, a letter it lacks would be a box that nobody can copy. */
function lettersOf(pdf: PDFKit.PDFDocument, name: string): (letter: string) => boolean {
  const { font } = (pdf.font(name) as unknown as { _font: { font: ReadFont } })._font;
  read.set(name, font);
  return (letter) => letter === '\n' || font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
}
