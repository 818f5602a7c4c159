import { emptyFormState, type FormState } from '@/app/_ui/form-state';

/** Where the till stands: a code is asked; a voucher is on the counter; or it must not be taken. */
export type TillState = { form: FormState } & (
  | { step: 'code' }
  | { step: 'amount'; code: string; voucher: CheckedVoucher; key: string }
  | { step: 'refused'; sentence: string; holder: string | null }
);

export interface CheckedVoucher {
  holder: string;
  balanceCents: number;
  /** ISO instant. */
  expiresAt: string;
}

export const emptyTill: TillState = { step: 'code', form: emptyFormState };

/** The words of the till's interactive pieces. */
export interface TillTexts {
  code: string;
  codeHint: string;
  check: string;
  compare: string;
  holder: string;
  balance: string;
  expires: string;
  compared: string;
  amount: string;
  all: string;
  receipt: string;
  receiptHint: string;
  record: string;
  other: string;
  refused: string;
  refusedHint: string;
  notRecorded: string;
  unknown: string;
  unknownText: string;
  unknownLink: string;
}
