import type { StatementKind } from '../domain/voucher/statement';
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
  movements: string;
  none: string;
  date: string;
  shop: string;
  amount: string;
  balance: string;
  movement: string;
  kinds: Record<StatementKind, string>;
  /** @param moment when the spend was taken back */
  voided: (moment: string) => string;
  spent: string;
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
    at: (moment) => `I movimenti del buono fino al ${moment}.`,
    movements: 'Movimenti',
    none: 'Non hai ancora speso nulla.',
    date: 'Data',
    shop: 'Negozio',
    amount: 'Importo',
    balance: 'Saldo',
    movement: 'Movimento',
    kinds: {
      issue: 'Buono emesso',
      redemption: 'Spesa',
      void: 'Spesa annullata: importo restituito',
      expiry: 'Saldo tornato al Comune: buono scaduto',
      revocation: 'Saldo tornato al Comune: buono revocato',
    },
    voided: (moment) => `annullata il ${moment}`,
    spent: 'Totale speso',
  },
  en: {
    title: 'Voucher statement',
    programme: 'Programme',
    holder: 'Beneficiary',
    code: 'Code',
    issued: 'Amount of the voucher',
    left: 'Balance',
    expires: 'To be used by',
    at: (moment) => `The movements of the voucher up to ${moment}.`,
    movements: 'Movements',
    none: 'Nothing has been spent yet.',
    date: 'Date',
    shop: 'Shop',
    amount: 'Amount',
    balance: 'Balance',
    movement: 'Movement',
    kinds: {
      issue: 'Voucher issued',
      redemption: 'Purchase',
      void: 'Purchase cancelled: amount returned',
      expiry: 'Balance back to the municipality: voucher expired',
      revocation: 'Balance back to the municipality: voucher revoked',
    },
    voided: (moment) => `cancelled on ${moment}`,
    spent: 'Total spent',
  },
};
