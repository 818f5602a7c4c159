/** What a bank says of one payment. `running` changes nothing yet. */
export const paymentOutcomes = ['paid', 'refused', 'returned', 'running'] as const;

export type PaymentOutcome = (typeof paymentOutcomes)[number];

/** How a payment stands for good; `cancelled` where its batch was given up before it was signed. */
export const paymentEnds = ['paid', 'refused', 'returned', 'cancelled'] as const;

export type PaymentEnd = (typeof paymentEnds)[number];

/** Why a bank refuses a transfer or sends it back, as people can be told. */
export const refusalCauses = [
  'account-wrong',
  'account-closed',
  'account-blocked',
  'holder-wrong',
  'holder-gone',
  'not-allowed',
  'funds',
  'unsaid',
] as const;

export type RefusalCause = (typeof refusalCauses)[number];

/** The codes of ISO 20022 (ExternalStatusReason1Code, ExternalReturnReason1Code) that a merchant's payment can meet. */
const causes: Readonly<Record<string, RefusalCause>> = {
  ...{ AC01: 'account-wrong', AC03: 'account-wrong', RC01: 'account-wrong', CNOR: 'account-wrong' },
  ...{ AC04: 'account-closed', AC06: 'account-blocked', AC13: 'not-allowed', AC14: 'not-allowed' },
  ...{ AG01: 'not-allowed', AG02: 'not-allowed', BE01: 'holder-wrong', BE04: 'holder-wrong' },
  ...{ MD07: 'holder-gone', AM04: 'funds' },
};

/** The cause a bank's code stands for; a code we do not know says nothing. */
export const causeOf = (code: string | null): RefusalCause =>
  code !== null && Object.hasOwn(causes, code) ? (causes[code] ?? 'unsaid') : 'unsaid';

/** Whether another account is needed before the next try. */
export const needsOtherAccount = (code: string | null): boolean =>
  !['funds', 'unsaid'].includes(causeOf(code));

/** Transaction and group states (ISO 20022 ExternalPaymentTransactionStatus1Code) by what they mean for the money. */
const bankStates: Readonly<Record<string, PaymentOutcome>> = {
  ...{ ACSC: 'paid', ACCC: 'paid', ACWC: 'running', ACWP: 'running' },
  ...{ ACCP: 'running', ACSP: 'running', ACTC: 'running', ACFC: 'running', PDNG: 'running', RCVD: 'running' },
  ...{
    PART: 'running',
    PATC: 'running',
    RJCT: 'refused',
    CANC: 'refused',
    BLCK: 'refused',
    RTRN: 'returned',
  },
  // What treasuries write in a file of their own.
  ...{ PAGATO: 'paid', ESEGUITO: 'paid', ACCETTATO: 'paid', OK: 'paid' },
  ...{ RESPINTO: 'refused', RIFIUTATO: 'refused', KO: 'refused', SCARTATO: 'refused' },
  ...{ STORNATO: 'returned', RESTITUITO: 'returned', 'IN LAVORAZIONE': 'running' },
};

/** The outcome a state of the bank or a word of the treasury stands for, or null. */
export const outcomeOf = (state: string): PaymentOutcome | null =>
  bankStates[state.trim().toUpperCase()] ?? null;
