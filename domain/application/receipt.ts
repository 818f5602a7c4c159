import type { applicantRoles } from './fields';

/** Who sent an application for somebody else. */
export interface Filer {
  name: string;
  fiscalCode: string | null;
  role: Exclude<(typeof applicantRoles)[number], 'beneficiary'>;
  /** What the filer is to the beneficiary, or the organisation's name; null where nobody wrote it. */
  as: string | null;
}

/** What the receipt of an application states. The receipt can be written again from it at any time, letter by letter. */
export interface Receipt {
  programme: string;
  /** The entry in the register. */
  number: number;
  year: number;
  registeredAt: Date;
  /** By when the Comune answers; null where no term runs. */
  decideBy: Date | null;
  beneficiary: { name: string; fiscalCode: string };
  /** Null when the beneficiary sent it. */
  filer: Filer | null;
  /** SHA-256 of the form as registered, in lower-case hexadecimal. */
  formSha256: string;
}

/** The name of the file a receipt is handed over as: `ricevuta-11625-2021.pdf`. */
export const receiptFileName = ({ number, year }: Pick<Receipt, 'number' | 'year'>): string =>
  `ricevuta-${number}-${year}.pdf`;
