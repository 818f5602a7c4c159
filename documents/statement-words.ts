import type { Language } from './language';

export interface StatementWords {
  title: string;
  programme: string;
  holder: string;
  code: string;
  issued: string;
  left: string;
  expires: string;
  /** @param moment of which the statement is */
  at: (moment: string) => string;
  spends: string;
  none: string;
  date: string;
  shop: string;
  amount: string;
  note: string;
  voided: (day: string) => string;
  total: string;
}

/** The words of the statement, those of the manual's Rendiconto Buono (§ 2.12). */
export const statementWords: Record<Language, StatementWords> = {
  it: {
    title: 'Rendiconto Buono',
    programme: 'Bando',
    holder: 'Beneficiario',
    code: 'Codice',
    issued: 'Importo del buono',
    left: 'Saldo',
    expires: 'Da usare entro il',
    at: (moment) => `Le spese fatte con il buono fino al ${moment}.`,
    spends: 'Spese',
    none: 'Non hai ancora speso nulla.',
    date: 'Data',
    shop: 'Negozio',
    amount: 'Importo',
    note: 'Nota',
    voided: (day) => `Annullata il ${day}`,
    total: 'Totale speso',
  },
  en: {
    title: 'Voucher statement',
    programme: 'Programme',
    holder: 'Beneficiary',
    code: 'Code',
    issued: 'Amount of the voucher',
    left: 'Balance',
    expires: 'To be used by',
    at: (moment) => `What was spent with the voucher up to ${moment}.`,
    spends: 'Purchases',
    none: 'Nothing has been spent yet.',
    date: 'Date',
    shop: 'Shop',
    amount: 'Amount',
    note: 'Note',
    voided: (day) => `Cancelled on ${day}`,
    total: 'Total spent',
  },
};
