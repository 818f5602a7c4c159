import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';

const folder = path.join(import.meta.dirname, '../documents/sepa/schemas');

/** What libxml2 finds wrong with a document by a schema of ISO 20022; nothing where it is valid. */
export async function schemaFaults(xml: string, message: string): Promise<string[]> {
  const schema = readFileSync(path.join(folder, `${message}.xsd`), 'utf8');
  const { errors } = await validateXML({ xml: [{ fileName: 'file.xml', contents: xml }], schema: [schema] });
  return errors.map(({ message: fault }) => fault);
}

/** A payment status report as a bank writes it. */
export function statusReport(
  about: { messageId: string; group?: string; version?: string },
  payments: readonly (readonly [reference: string, state: string, reason?: string])[],
): string {
  const reason = (code?: string): string =>
    code === undefined ? '' : `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>`;
  const rows = payments.map(
    ([reference, state, code]) =>
      `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${state}</TxSts>${reason(code)}</TxInfAndSts>`,
  );
  const group = about.group === undefined ? '' : `<GrpSts>${about.group}</GrpSts>`;
  const informations =
    rows.length === 0
      ? ''
      : `<OrgnlPmtInfAndSts><OrgnlPmtInfId>BUONI-SPESA-1/2026</OrgnlPmtInfId>${rows.join('')}</OrgnlPmtInfAndSts>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${about.version ?? '03'}">
  <CstmrPmtStsRpt>
    <GrpHdr><MsgId>ESITO1</MsgId><CreDtTm>2026-12-10T10:00:00</CreDtTm></GrpHdr>
    <OrgnlGrpInfAndSts><OrgnlMsgId>${about.messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${group}</OrgnlGrpInfAndSts>
    ${informations}
  </CstmrPmtStsRpt>
</Document>`;
}
