import type { SettlementStatus } from '@/domain/settlement/status';

/** The catalogue's key of each state. */
export const statusWord = {
  aperta: 'open',
  vuota: 'empty',
  'da presentare': 'toPresent',
  presentata: 'presented',
  'da correggere': 'toCorrect',
  verificata: 'verified',
  'in pagamento': 'paying',
  'respinta dalla banca': 'refused',
  pagata: 'paid',
} as const satisfies Record<SettlementStatus, string>;

/** The state a word of the address names, or null. */
export const statusOf = (word: string): SettlementStatus | null =>
  (Object.keys(statusWord) as SettlementStatus[]).find((status) => slugOf(status) === word) ?? null;

/** A state as an address has it: `in-pagamento`. */
export const slugOf = (status: SettlementStatus): string => status.replaceAll(' ', '-');
