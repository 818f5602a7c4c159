import type { VoucherActKind } from '@/domain/voucher/acts';

/** The acts that have a page of their own, by the last part of its address. "Manda di nuovo" is a button. */
export const actPages = {
  blocca: 'block',
  sblocca: 'unblock',
  proroga: 'extend',
  'nuovo-codice': 'reissue',
  cellulare: 'change-mobile',
  revoca: 'revoke',
} as const satisfies Record<string, VoucherActKind>;

export type ActPage = keyof typeof actPages;

/** Whether the last part of an address names an act. */
export const isActPage = (part: string): part is ActPage => Object.hasOwn(actPages, part);
