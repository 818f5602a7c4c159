import type { Cents } from '../../domain/money';
import { bankReference } from '../../domain/settlement/reference';
import { sepaText } from '../../domain/settlement/sepa-text';
import type { Treasury } from '../../domain/settlement/treasury';
import { element, writeXml, type XmlElement } from './xml';

/** A signed batch as the bank gets it. */
export interface CreditTransfer {
  batchId: string;
  /** Number of the batch in its year, for who reads the account's statement. */
  number: string;
  signedAt: Date;
  /** `YYYY-MM-DD`. */
  executeOn: string;
  treasury: Treasury;
  payments: readonly {
    id: string;
    amountCents: Cents;
    creditor: string;
    iban: string;
    remittance: string;
  }[];
}

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** The longest name and remittance SEPA carries. */
const longest = { name: 70, remittance: 140 } as const;

/**
 * The order to the bank: ISO 20022 `pain.001.001.09`, one transfer for each note, in the letters banks carry (EPC132-08).
 * Each transfer is known by the payment's id, which the bank gives back. The same batch is the same file.
 */
export function writeCreditTransfer(transfer: CreditTransfer): string {
  const { batchId, number, signedAt, executeOn, treasury, payments } = transfer;
  const name = element('Nm', carried(treasury.name, longest.name));
  const total = payments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const counts = [element('NbOfTxs', String(payments.length)), element('CtrlSum', euro(total))];
  const header = element('GrpHdr', [
    element('MsgId', bankReference(batchId)),
    element('CreDtTm', signedAt.toISOString().slice(0, 19) + 'Z'),
    ...counts,
    element('InitgPty', [name, cucOf(treasury)]),
  ]);
  const order = element('PmtInf', [
    element('PmtInfId', sepaText(`BUONI-SPESA-${number}`, 35)),
    element('PmtMtd', 'TRF'),
    element('BtchBookg', 'false'),
    ...counts,
    element('PmtTpInf', [element('SvcLvl', [element('Cd', 'SEPA')])]),
    element('ReqdExctnDt', [element('Dt', executeOn)]),
    element('Dbtr', [name]),
    element('DbtrAcct', [accountOf(treasury.iban)]),
    element('DbtrAgt', [element('FinInstnId', [element('BICFI', treasury.bic)])]),
    element('ChrgBr', 'SLEV'),
    ...payments.map(transferOf),
  ]);
  return writeXml({
    name: 'Document',
    attributes: { xmlns: namespace },
    content: [element('CstmrCdtTrfInitn', [header, order])],
  });
}

/** Codice Unico CBI: how Italian banks know who sends a file. */
const cucOf = ({ cuc }: Treasury): XmlElement =>
  element('Id', [element('OrgId', [element('Othr', [element('Id', cuc), element('Issr', 'CBI')])])]);

const accountOf = (iban: string): XmlElement => element('Id', [element('IBAN', iban)]);

const transferOf = (payment: CreditTransfer['payments'][number]): XmlElement =>
  element('CdtTrfTxInf', [
    element('PmtId', [
      element('InstrId', bankReference(payment.id)),
      element('EndToEndId', bankReference(payment.id)),
    ]),
    element('Amt', [{ name: 'InstdAmt', attributes: { Ccy: 'EUR' }, content: euro(payment.amountCents) }]),
    element('Cdtr', [element('Nm', carried(payment.creditor, longest.name))]),
    element('CdtrAcct', [accountOf(payment.iban)]),
    element('RmtInf', [element('Ustrd', carried(payment.remittance, longest.remittance))]),
  ]);

/** A text of which banks carry something: where no letter of it is carried, ISO 20022's own word for that. */
const carried = (text: string, most: number): string => sepaText(text, most) || 'NOTPROVIDED';

/** Cents as banks write them: `1234.50`. */
const euro = (cents: Cents): string =>
  `${Math.trunc(cents / 100)}.${(cents % 100).toString().padStart(2, '0')}`;
