/** The basic table of GSM 03.38 by its rows of sixteen: what an SMS carries in one septet each. */
const table = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('');

/** Whether a text can be sent as SMS with one septet a letter. */
export const isGsm7 = (text: string): boolean => [...text].every((letter) => table.includes(letter));
