import type messages from '@/app/_i18n/it.json';
import { emptyFormState, type FormState } from '@/app/_ui/form-state';
import type { Cents } from '@/domain/money';

/** Where the till stands: a code is asked; a voucher is on the counter; or it must not be taken. */
export type TillState = { form: FormState } & (
  | { step: 'code' }
  | { step: 'amount'; code: string; voucher: CheckedVoucher; key: string }
  | { step: 'refused'; sentence: string; holder: string | null }
);

export interface CheckedVoucher {
  holder: string;
  /** What can be spent here and now. */
  availableCents: Cents;
  /** What is set aside at other tills. */
  heldCents: Cents;
  /** ISO instant. */
  expiresAt: string;
}

/** What came of "Registra": the spend, or where the till stands now. */
export type Recorded = { redemptionId: string } | { state: TillState };

export const emptyTill: TillState = { step: 'code', form: emptyFormState };

/** The words of the till's interactive pieces. Placeholders are `{name}`. */
export type TillTexts = (typeof messages)['till']['words'];
