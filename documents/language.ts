/** The languages documents are written in, the first being the one mail speaks. */
export const languages = ['it', 'en'] as const;

export type Language = (typeof languages)[number];

/** The language of a reader; those no document is written in read the first. */
export const toLanguage = (locale: string): Language =>
  languages.find((language) => language === locale) ?? languages[0];

/** The words of the page itself, whatever the document says. */
export const frameWords: Record<
  Language,
  { page: (number: number, of: number) => string; unwritable: string }
> = {
  it: {
    page: (number, of) => `Pagina ${number} di ${of}`,
    unwritable:
      'Il segno □ sta per una lettera che non possiamo stampare. Se ascolti o copi il testo, la lettera c’è.',
  },
  en: {
    page: (number, of) => `Page ${number} of ${of}`,
    unwritable:
      'The sign □ stands for a letter that we cannot print. If you listen to or copy the text, the letter is there.',
  },
};
