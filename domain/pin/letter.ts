/** A letter of the office: written, printed, posted. Once posted its document is gone. */
export const letterStatuses = ['da stampare', 'stampata', 'spedita'] as const;

export type LetterStatus = (typeof letterStatuses)[number];

/** What the letter with the second part of a PIN says. */
export interface PinLetter {
  /** Given name, then family name. */
  name: string;
  /** Street, postal code and province, as far as they are known, a line each. */
  address: readonly string[];
  secondPart: string;
  requestedAt: Date;
  expiresAt: Date;
}
