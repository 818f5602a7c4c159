import type { RefusalCause } from './outcomes';

/** Why a bank refused a payment, as Italian mail tells the merchant. */
export const causeWords: Record<RefusalCause, string> = {
  'account-wrong': "L'IBAN non è giusto.",
  'account-closed': 'Il conto è chiuso.',
  'account-blocked': 'Il conto è bloccato.',
  'holder-wrong': 'Il nome non è quello di chi ha il conto.',
  'holder-gone': 'Chi aveva il conto non c’è più.',
  'not-allowed': 'Questo conto non può ricevere bonifici.',
  funds: 'Non dipende dal tuo conto.',
  unsaid: 'La banca non ha detto il motivo.',
};
