/**
 * The states of a merchant's agreement (convenzione): asked for, in force, suspended by the office, ended, or refused.
 * Only `attivo` takes vouchers.
 */
export const merchantStatuses = ['richiesto', 'attivo', 'sospeso', 'cessato', 'respinto'] as const;

export type MerchantStatus = (typeof merchantStatuses)[number];

/** What of a merchant says whether it takes vouchers. The days `YYYY-MM-DD` are both included; null sets no bound. */
export interface AgreementStanding {
  status: MerchantStatus;
  agreementFrom: string | null;
  agreementUntil: string | null;
}

/**
 * Whether a merchant takes vouchers on a civil day `YYYY-MM-DD`: its agreement is active, has begun and has not run out.
 */
export const takesVouchers = (
  { status, agreementFrom, agreementUntil }: AgreementStanding,
  today: string,
): boolean =>
  status === 'attivo' &&
  (agreementFrom === null || agreementFrom <= today) &&
  (agreementUntil === null || today <= agreementUntil);
