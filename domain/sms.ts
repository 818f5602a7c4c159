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
