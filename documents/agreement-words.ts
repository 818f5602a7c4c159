import type { Language } from './language';

export interface AgreementWords {
  title: string;
  /** @param ente name of the municipality */
  between: (ente: string) => string;
  merchant: string;
  vatNumber: string;
  fiscalCode: string;
  representative: string;
  address: string;
  mail: string;
  phone: string;
  account: string;
  from: string;
  until: string;
  shops: string;
  shop: string;
  where: string;
  duties: string;
  dutiesLead: string;
  payment: string;
  paymentText: string[];
  duration: string;
  durationText: string[];
  signatures: string;
  signEnte: string;
  signMerchant: string;
  dateAndSignature: string;
}

/** The words of the agreement. The Italian one is the act; the other helps to understand it. */
export const agreementWords: Record<Language, AgreementWords> = {
  it: {
    title: 'Convenzione',
    between: (ente) =>
      `Tra il ${ente} e l’esercente qui indicato, perché i buoni spesa siano accettati nei suoi negozi (OCDPC n. 658/2020, art. 2).`,
    merchant: 'Esercente',
    vatNumber: 'Partita IVA',
    fiscalCode: 'Codice fiscale',
    representative: 'Legale rappresentante',
    address: 'Sede',
    mail: 'Mail o PEC',
    phone: 'Telefono',
    account: 'IBAN',
    from: 'In vigore dal',
    until: 'fino al (compreso)',
    shops: 'Negozi in cui si accettano i buoni',
    shop: 'Negozio',
    where: 'Indirizzo',
    duties: 'Impegni dell’esercente',
    dutiesLead: 'L’esercente si impegna a:',
    payment: 'Pagamento',
    paymentText: [
      'Il Comune paga il valore dei buoni accettati e non annullati, sul conto indicato, dietro nota di debito fuori campo IVA (art. 2, comma 3, lettera a, DPR n. 633/1972).',
      'Le somme risultano dal sistema dei buoni: non serve consegnare gli scontrini, che l’esercente conserva per i controlli.',
    ],
    duration: 'Durata, sospensione e fine',
    durationText: [
      'La convenzione vale nei giorni indicati e si può prorogare.',
      'Il Comune la può sospendere o far cessare, con un motivo scritto, se gli impegni non sono rispettati. L’esercente la può lasciare quando vuole, con una comunicazione al Comune. Quello che ha già incassato gli è dovuto in ogni caso.',
    ],
    signatures: 'Firme',
    signEnte: 'Per il Comune',
    signMerchant: 'Per l’esercente',
    dateAndSignature: 'Data e firma',
  },
  en: {
    title: 'Agreement',
    between: (ente) =>
      `Between the ${ente} and the merchant below, so that shopping vouchers are accepted in its shops (OCDPC no. 658/2020, art. 2).`,
    merchant: 'Merchant',
    vatNumber: 'VAT number',
    fiscalCode: 'Tax code',
    representative: 'Legal representative',
    address: 'Registered office',
    mail: 'Mail or certified mail',
    phone: 'Telephone',
    account: 'IBAN',
    from: 'In force from',
    until: 'until (included)',
    shops: 'Shops where vouchers are accepted',
    shop: 'Shop',
    where: 'Address',
    duties: 'Duties of the merchant',
    dutiesLead: 'The merchant undertakes to:',
    payment: 'Payment',
    paymentText: [
      'The municipality pays the value of the vouchers accepted and not cancelled, to the account above, on a debit note outside VAT (art. 2 para. 3 letter a, DPR no. 633/1972).',
      'The sums come from the voucher system: receipts need not be handed in; the merchant keeps them for checks.',
    ],
    duration: 'Duration, suspension and end',
    durationText: [
      'The agreement holds on the days above and may be prolonged.',
      'The municipality may suspend or end it, with a written reason, if the duties are not kept. The merchant may leave it at any time by telling the municipality. What was already taken in is owed in any case.',
    ],
    signatures: 'Signatures',
    signEnte: 'For the municipality',
    signMerchant: 'For the merchant',
    dateAndSignature: 'Date and signature',
  },
};
