/**
 * The states of a merchant's agreement (convenzione): asked for, in force, suspended by the office, ended, or refused.
 * Only `attivo` takes vouchers.
 */
export const merchantStatuses = ['richiesto', 'attivo', 'sospeso', 'cessato', 'respinto'] as const;

export type MerchantStatus = (typeof merchantStatuses)[number];
