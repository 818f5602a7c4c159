import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCreditTransfer, type CreditTransfer } from '../../../documents/sepa/credit-transfer';
import { ente } from '../../../ente';
import { anyText } from '../../support/any-text';
import { iban, otherIban } from '../../support/settlement';
import { schemaFaults, statusReport } from '../../support/xml-schema';

const transfer: CreditTransfer = {
  batchId: '018f2d3c-7b7a-7c3e-9a53-0b6f2f1f9d11',
  number: '3/2026',
  signedAt: new Date('2026-12-10T10:00:00Z'),
  executeOn: '2026-12-11',
  treasury: ente.treasury,
  payments: [
    {
      id: '018f2d3c-7b7a-7c3e-9a53-0b6f2f1f9d12',
      amountCents: 7_748,
      creditor: 'Caffè & Pane «Da Però» S.r.l. <1>',
      iban,
      remittance: 'Nota di debito 3/2026 - Buoni Spesa - spese fino al 30/11/2026',
    },
    {
      id: '018f2d3c-7b7a-7c3e-9a53-0b6f2f1f9d13',
      amountCents: 10_000_005,
      creditor: 'Ω',
      iban: otherIban,
      remittance: 'x'.repeat(300),
    },
  ],
};

const texts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);

describe('the order to the bank', () => {
  it('is valid by the schema of ISO 20022, and the schema does tell', async () => {
    const xml = writeCreditTransfer(transfer);
    expect(await schemaFaults(xml, 'pain.001.001.09')).toEqual([]);
    const broken = xml.replace('<PmtMtd>TRF</PmtMtd>', '<PmtMtd>XXX</PmtMtd>');
    expect(await schemaFaults(broken, 'pain.001.001.09')).not.toEqual([]);
  });

  it('counts and sums what is in it, and knows each transfer by its id', () => {
    const xml = writeCreditTransfer(transfer);
    expect(texts(xml, 'NbOfTxs')).toEqual(['2', '2']);
    expect(texts(xml, 'CtrlSum')).toEqual(['100077.53', '100077.53']);
    expect(texts(xml, 'InstdAmt')).toEqual(['77.48', '100000.05']);
    expect(texts(xml, 'EndToEndId')).toEqual([
      '018F2D3C7B7A7C3E9A530B6F2F1F9D12',
      '018F2D3C7B7A7C3E9A530B6F2F1F9D13',
    ]);
    expect(texts(xml, 'ReqdExctnDt')).toEqual([]);
    expect(texts(xml, 'Dt')).toEqual(['2026-12-11']);
  });

  it('is the same file for the same batch', () => {
    expect(writeCreditTransfer(transfer)).toBe(writeCreditTransfer(transfer));
  });

  it('stays valid whatever names people have', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            id: fc.uuid(),
            amountCents: fc.integer({ min: 1, max: 99_999_999_999 }),
            creditor: anyText(100),
            iban: fc.constantFrom(iban, otherIban),
            remittance: anyText(200),
          }),
          { minLength: 20, maxLength: 40 },
        ),
        async (payments) => {
          const xml = writeCreditTransfer({ ...transfer, payments });
          expect(await schemaFaults(xml, 'pain.001.001.09')).toEqual([]);
        },
      ),
      { numRuns: 2 },
    );
  }, 30_000);
});

describe('the reports the tests take in', () => {
  it('are valid by the schema of ISO 20022', async () => {
    const about = { messageId: 'A1', group: 'PART' };
    const report = statusReport(about, [
      ['B1', 'RJCT', 'AC04'],
      ['B2', 'ACSC'],
    ]);
    expect(await schemaFaults(report, 'pain.002.001.03')).toEqual([]);
  });
});
