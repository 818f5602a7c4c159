/**
 * What a merchant declares and agrees to: no minimum spend, no commission, no change in cash, identify the bearer, only
 * goods admitted, no prices of its own for vouchers (avvisi of Oliveto Citra, Pachino, Montesilvano).
 */
export const merchantDeclarations = [
  'no-minimum',
  'no-commission',
  'no-change',
  'identify-bearer',
  'admitted-goods',
  'public-prices',
] as const;

export type MerchantDeclaration = (typeof merchantDeclarations)[number];

/** The wording below: a new one is a new version, so that it stays known what each merchant agreed to. */
export const declarationsVersion = '2026-11';

/** Each declaration as it is accepted and as it stands in the agreement. The Italian one is the act. */
export const declarationTexts: Record<'it' | 'en', Record<MerchantDeclaration, string>> = {
  it: {
    'no-minimum': 'Accettare il buono per ogni spesa, senza chiedere una spesa minima.',
    'no-commission': 'Accettare il buono per tutto il suo valore, senza commissioni e senza sconti.',
    'no-change': 'Non dare resto in denaro e non cambiare il buono in denaro.',
    'identify-bearer': 'Controllare con un documento che il buono sia di chi lo usa.',
    'admitted-goods':
      'Vendere con il buono solo i prodotti ammessi: mai alcolici, tabacchi, giochi o ricariche.',
    'public-prices': 'Fare gli stessi prezzi, o più bassi, che fa a tutti gli altri clienti.',
  },
  en: {
    'no-minimum': 'Accept the voucher for every purchase, without asking for a minimum.',
    'no-commission': 'Accept the voucher for its whole value, without commissions or discounts.',
    'no-change': 'Give no change in cash and never turn the voucher into cash.',
    'identify-bearer': 'Check with an identity document that the voucher belongs to who uses it.',
    'admitted-goods': 'Sell only the goods admitted: never alcohol, tobacco, games or top-ups.',
    'public-prices': 'Ask the same prices as of all other customers, or lower ones.',
  },
};
