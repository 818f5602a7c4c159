/** The number of a nota di debito, counted for each merchant and year from one. */
export interface NoteNumber {
  number: number;
  year: number;
}

/** The merchant as the note names it, kept as it was on the day of the presentation. */
export interface NoteParty {
  name: string;
  vatNumber: string | null;
  fiscalCode: string | null;
  address: string | null;
  /** The account to pay to, as `maskIban` shows it. */
  account: string;
}

/** `3/2026`. */
export const writeNote = ({ number, year }: NoteNumber): string => `${number}/${year}`;

/** An account as it is shown where only its owner must recognise it: `IT60 •••• 3456`. */
export const maskIban = (iban: string): string => `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`;
