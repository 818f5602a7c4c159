import { SaxesParser, type SaxesTagNS } from 'saxes';

/** What a bank's report says of a whole message, or of one payment in it. */
export interface ReportedState {
  /** MsgId of ours, or EndToEndId. */
  reference: string;
  /** E.g. `ACSC`, `RJCT`. */
  state: string;
  /** E.g. `AC04`, or null. */
  reason: string | null;
}

export interface StatusReport {
  /** The state of all payments that stand in no line of their own. */
  whole: ReportedState;
  payments: ReportedState[];
}

/** The text is no report of this kind, or tries what no report needs. */
export class NotAReport extends Error {}

/** Any version of the payment status report: what is read of it has kept its names since the first. */
const namespace = /^urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.\d{2}$/;

/** No report is nested deeper. */
const deepest = 30;

/** The longest text of what is read. */
const longestText = 200;

/**
 * Reads a payment status report (ISO 20022 `pain.002.001.03` and later). A document type is refused before anything is
 * made of it, so that there are no entities to expand nor files to fetch; namespaces and well-formedness are checked.
 *
 * Throws `NotAReport`.
 */
export function readStatusReport(xml: string): StatusReport {
  const reading = new Reading();
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (why: string): never => {
    throw new NotAReport(why);
  };
  parser.on('doctype', () => refuse('a document type'));
  parser.on('error', (fault) => refuse(fault.message));
  parser.on('opentag', (tag) => reading.open(tag, refuse));
  parser.on('text', (text) => reading.write(text));
  parser.on('cdata', (text) => reading.write(text));
  parser.on('closetag', () => reading.close());
  parser.write(xml).close();
  return reading.report ?? refuse('no report in it');
}

/** Elements whose text is read, by where they stand below the group, the payment information or the transaction. */
class Reading {
  report: StatusReport | null = null;
  private readonly path: string[] = [];
  private text = '';
  private group: ReportedState = { reference: '', state: '', reason: null };
  private information: ReportedState = { reference: '', state: '', reason: null };
  private payment: ReportedState | null = null;
  private readonly payments: ReportedState[] = [];

  open({ local, uri }: SaxesTagNS, refuse: (why: string) => never): void {
    if (!namespace.test(uri)) refuse('another namespace');
    if (this.path.push(local) > deepest) refuse('nested too deep');
    if (this.path.length === 2 && local !== 'CstmrPmtStsRpt') refuse('another message');
    if (local === 'TxInfAndSts') this.payment = { reference: '', state: '', reason: null };
    this.text = '';
  }

  write(text: string): void {
    if (this.text.length <= longestText) this.text += text;
  }

  close(): void {
    const name = this.path.pop() ?? '';
    this.take(name, this.text.trim().slice(0, longestText));
    this.text = '';
    if (name === 'TxInfAndSts' && this.payment) {
      this.payments.push(this.payment);
      this.payment = null;
    }
    if (name !== 'CstmrPmtStsRpt') return;
    const { state, reason } = this.information.state === '' ? this.group : this.information;
    this.report = {
      whole: { reference: this.group.reference, state, reason },
      payments: this.payments,
    };
  }

  private take(name: string, text: string): void {
    const about = this.payment ?? (this.path.includes('OrgnlPmtInfAndSts') ? this.information : this.group);
    switch (name) {
      case 'OrgnlMsgId':
        this.group.reference = text;
        return;
      case 'OrgnlEndToEndId':
        about.reference = text;
        return;
      case 'GrpSts':
      case 'PmtInfSts':
      case 'TxSts':
        about.state = text;
        return;
      case 'Cd':
      case 'Prtry':
        if (this.path.at(-1) === 'Rsn' && this.path.at(-2) === 'StsRsnInf') about.reason ??= text;
        return;
      default:
    }
  }
}
