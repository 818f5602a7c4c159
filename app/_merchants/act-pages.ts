import type { AgreementAct } from '@/domain/merchant/acts';

/** The last part of the address of each act's page. */
export const actPages: Record<AgreementAct, string> = {
  accepted: 'accetta',
  refused: 'respingi',
  prolonged: 'proroga',
  suspended: 'sospendi',
  resumed: 'riattiva',
  ended: 'cessa',
};

/** The act a page is of, or null. */
export const actOf = (page: string): AgreementAct | null =>
  (Object.keys(actPages) as AgreementAct[]).find((act) => actPages[act] === page) ?? null;
