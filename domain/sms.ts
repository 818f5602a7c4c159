/** How many letters of the GSM-7 alphabet one SMS carries; a single letter beyond the alphabet leaves room for 70. */
export const smsLength = 160;

/** The letters of one septet (3GPP TS 23.038, basic table), without the controls. */
const alphabet = new Set(
  '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** What the typography of a notice becomes on a telephone. */
const plain: Readonly<Record<string, string>> = {
  ...{ '’': "'", '‘': "'", '“': '"', '”': '"', '«': '"', '»': '"' },
  ...{ '–': '-', '—': '-', '…': '...', '€': 'EUR', '\n': ' ', '\t': ' ', '\u00a0': ' ' },
};

/** Writes a text with the letters of an SMS: accents it does not have are dropped, anything else becomes `?`. */
export function writeGsm7(text: string): string {
  return [...text.normalize('NFC')].map(letterOf).join('');
}

function letterOf(character: string): string {
  if (alphabet.has(character)) return character;
  const bare = character.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return plain[character] ?? (alphabet.has(bare) ? bare : '?');
}

/** How a telephone takes a text: in which alphabet, how long it is in it, and in how many messages it is carried and paid. */
export interface Segments {
  alphabet: 'GSM-7' | 'UCS-2';
  /** Septets of GSM-7, in which a letter of the extension counts two; units of UTF-16 otherwise. */
  letters: number;
  segments: number;
}

/** Written with two septets each (3GPP TS 23.038, extension table). */
const extension = new Set('^{}\\[~]|€');

/** What one message carries, alone and as a part of several. */
const capacity = { 'GSM-7': [smsLength, 153], 'UCS-2': [70, 67] } as const;

export function segmentsOf(text: string): Segments {
  const letters = [...text];
  const gsm7 = letters.every((letter) => alphabet.has(letter) || extension.has(letter) || letter === '\n');
  const name = gsm7 ? 'GSM-7' : 'UCS-2';
  const length = gsm7
    ? letters.length + letters.filter((letter) => extension.has(letter)).length
    : text.length;
  const [alone, part] = capacity[name];
  return { alphabet: name, letters: length, segments: length <= alone ? 1 : Math.ceil(length / part) };
}
