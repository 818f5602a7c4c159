import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyOutcomes } from '../../../commands/payment/apply-outcomes';
import { preparePayments } from '../../../commands/payment/prepare';
import { readOutcomes } from '../../../commands/payment/read-outcomes';
import { giveUpPayments, signPayments } from '../../../commands/payment/sign';
import { retryPayment } from '../../../commands/settlement/retry-payment';
import { budgets } from '../../../db/queries/budget';
import { merchants } from '../../../db/schema/merchants';
import { outcomeImports, payments } from '../../../db/schema/settlements';
import { bankReference } from '../../../domain/settlement/reference';
import { ente } from '../../../ente';
import { balancesOf } from '../../support/records';
import {
  bankSays,
  bytesOf,
  drawn,
  iban,
  openMarket,
  otherIban,
  settlementOf,
  signedBatch,
  spent,
  takeIn,
  verified,
  type Market,
} from '../../support/settlement';
import { statusReport } from '../../support/xml-schema';
import { done, openTown, type Town } from '../../support/town';
import { faultsOf } from '../../support/waiting';

let town: Town;
let market: Market;

beforeAll(async () => {
  town = await openTown();
  market = await openMarket(town);
});
afterAll(async () => {
  await town.close();
});

async function note(amountCents = 1_000, of = market): Promise<string> {
  await spent(town, of, amountCents);
  const id = await drawn(town, of);
  await verified(town, of, id);
  return id;
}

const paymentOf = async (id: string) => (await town.db.select().from(payments).where(eq(payments.id, id)))[0];
const treasury = ente.treasury;

describe('a batch of payments', () => {
  it('freezes the account, and is prepared once', async () => {
    const settlementIds = [await note(), await note(500)];
    const batchId = newId();
    done(await preparePayments(town.db, market.operator, { batchId, settlementIds }));
    done(await preparePayments(town.db, market.operator, { batchId, settlementIds }));
    const rows = await town.db.select().from(payments).where(eq(payments.batchId, batchId));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ iban, creditor: 'Mercato di Sole S.r.l.', outcome: null });
    expect((await settlementOf(town, settlementIds[0] ?? '')).status).toBe('in pagamento');
    expect(
      await preparePayments(town.db, market.operator, { batchId: newId(), settlementIds }),
    ).toMatchObject({ error: { code: 'note-not-payable' } });
  });

  it('takes each note once, when two prepare it at once', async () => {
    const settlementIds = [await note()];
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => preparePayments(town.db, market.operator, { batchId: newId(), settlementIds })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is signed by a responsabile who did not prepare it', async () => {
    const settlementIds = [await note()];
    const batchId = newId();
    done(await preparePayments(town.db, market.responsabile, { batchId, settlementIds }));
    const sign = (by: typeof market.operator) => signPayments(town.db, by, { batchId, treasury });
    expect(await sign(market.operator)).toMatchObject({ error: { code: 'not-found' } });
    expect(await sign(market.shopkeeper)).toMatchObject({ error: { code: 'not-found' } });
    expect(await sign(market.responsabile)).toMatchObject({ error: { code: 'own-batch' } });
    const second = await town.user('responsabile');
    done(await sign(second));
    done(await sign(second));
    expect(await giveUpPayments(town.db, market.operator, { batchId })).toMatchObject({
      error: { code: 'act-not-allowed' },
    });
  });

  it('given up before it is signed leaves its notes verified, for another one', async () => {
    const settlementIds = [await note()];
    const batchId = newId();
    done(await preparePayments(town.db, market.operator, { batchId, settlementIds }));
    done(await giveUpPayments(town.db, market.operator, { batchId }));
    done(await giveUpPayments(town.db, market.operator, { batchId }));
    expect((await settlementOf(town, settlementIds[0] ?? '')).status).toBe('verificata');
    expect(await signPayments(town.db, market.responsabile, { batchId, treasury })).toMatchObject({
      error: { code: 'act-not-allowed' },
    });
    await signedBatch(town, market, settlementIds);
  });
});

describe('the outcomes of the bank', () => {
  it('paid: the money leaves the merchant’s account for that of what the programme has paid, once', async () => {
    const own = await openMarket(town);
    const id = await note(3_600, own);
    const [payment = ''] = await signedBatch(town, own, [id]);
    expect(done(await bankSays(town, own, [[payment, 'ACSC']]))).toEqual({ applied: 1 });
    expect(done(await bankSays(town, own, [[payment, 'Pagato']]))).toEqual({ applied: 0 });
    expect(await settlementOf(town, id)).toMatchObject({ status: 'pagata' });
    expect((await balancesOf(town.db, own.merchantId)).merchant).toBe(0);
    expect((await balancesOf(town.db, own.programmeId)).paid).toBe(3_600);
    expect((await budgets(town.db)).get(own.programmeId)?.paidCents).toBe(3_600);
    expect(await faultsOf(town)).toEqual([]);
  });

  it('refused for the account: paid with the next batch, once there is another one', async () => {
    const own = await openMarket(town);
    const id = await note(1_000, own);
    const [payment = ''] = await signedBatch(town, own, [id]);
    done(await bankSays(town, own, [[payment, 'RJCT', 'AC04']]));
    expect((await settlementOf(town, id)).status).toBe('respinta dalla banca');
    expect(await paymentOf(payment)).toMatchObject({ outcome: 'refused', reason: 'AC04' });
    const retry = () => retryPayment(town.db, own.shopkeeper, { settlementId: id });
    expect(await retryPayment(town.db, market.shopkeeper, { settlementId: id })).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await retry()).toMatchObject({ error: { faults: [{ field: 'iban', code: 'iban-refused' }] } });
    await town.db.update(merchants).set({ iban: otherIban }).where(eq(merchants.id, own.merchantId));
    done(await retry());
    done(await retry());
    const [again = ''] = await signedBatch(town, own, [id]);
    expect(again).not.toBe(payment);
    expect((await paymentOf(again))?.iban).toBe(otherIban);
    done(await bankSays(town, own, [[again, 'PAGATO']]));
    expect((await settlementOf(town, id)).status).toBe('pagata');
    expect(await faultsOf(town)).toEqual([]);
  });

  it('come back: owed again, and paid again', async () => {
    const own = await openMarket(town);
    const id = await note(1_000, own);
    const [payment = ''] = await signedBatch(town, own, [id]);
    done(await bankSays(town, own, [[payment, 'ACSC']]));
    done(await bankSays(town, own, [[payment, 'Stornato', 'MS03']]));
    expect((await settlementOf(town, id)).status).toBe('respinta dalla banca');
    expect((await balancesOf(town.db, own.merchantId)).merchant).toBe(1_000);
    expect((await budgets(town.db)).get(own.programmeId)?.paidCents).toBe(0);
    done(await retryPayment(town.db, own.operator, { settlementId: id }));
    const [again = ''] = await signedBatch(town, own, [id]);
    done(await bankSays(town, own, [[again, 'ACSC']]));
    expect((await balancesOf(town.db, own.programmeId)).paid).toBe(1_000);
    expect(await faultsOf(town)).toEqual([]);
  });

  it('are read from the bank’s own report, of any version', async () => {
    const own = await openMarket(town);
    const ids = [await note(1_000, own), await note(500, own), await note(300, own)];
    const batchId = newId();
    done(await preparePayments(town.db, own.operator, { batchId, settlementIds: ids }));
    done(await signPayments(town.db, own.responsabile, { batchId, treasury }));
    const rows = await town.db.select().from(payments).where(eq(payments.batchId, batchId));
    const paymentFor = (id?: string): string =>
      bankReference(rows.find(({ settlementId }) => settlementId === id)?.id ?? '');
    const first = statusReport({ messageId: bankReference(batchId), group: 'PART', version: '10' }, [
      [paymentFor(ids[0]), 'ACSC'],
      [paymentFor(ids[1]), 'RJCT', 'AC01'],
    ]);
    expect(done(await takeIn(town, own, first))).toEqual({ applied: 2 });
    // What a bank says of the whole message holds for what it says nothing else of.
    const rest = statusReport({ messageId: bankReference(batchId), group: 'ACSC' }, [
      [paymentFor(ids[1]), 'RJCT', 'AC01'],
    ]);
    expect(done(await takeIn(town, own, rest))).toEqual({ applied: 1 });
    const states = await Promise.all(ids.map(async (id) => (await settlementOf(town, id)).status));
    expect(states).toEqual(['pagata', 'respinta dalla banca', 'pagata']);
    expect(await faultsOf(town)).toEqual([]);
  });

  it('with one wrong row change nothing, and each row says what is wrong with it', async () => {
    const own = await openMarket(town);
    const [good, unsigned] = [await note(1_000, own), await note(500, own)];
    const [payment = ''] = await signedBatch(town, own, [good]);
    const batchId = newId();
    done(await preparePayments(town.db, own.operator, { batchId, settlementIds: [unsigned] }));
    const [never] = await town.db.select().from(payments).where(eq(payments.batchId, batchId));
    const csv = [
      'Esito;EndToEndId;Motivo',
      `ACSC;${bankReference(payment)};`,
      `ACSC;${bankReference(never?.id ?? '')};`,
      `ACSC;${bankReference(newId())};`,
      `BOH;${bankReference(payment)};`,
      'ACSC;;',
      `RJCT;${bankReference(payment)};AC04`,
    ].join('\r\n');
    expect(await takeIn(town, own, csv)).toEqual({ ok: false, error: { code: 'outcomes-faulty', count: 5 } });
    expect((await settlementOf(town, good)).status).toBe('in pagamento');
    const file = { fileName: 'esiti.csv', content: bytesOf(csv) };
    const { importId } = done(await readOutcomes(town.db, own.operator, file));
    const [reading] = await town.db.select().from(outcomeImports).where(eq(outcomeImports.id, importId));
    expect(reading?.rows.map(({ line, fault }) => [line, fault])).toEqual([
      [2, null],
      [3, null],
      [4, 'outcome-unknown-id'],
      [5, 'outcome-unknown-state'],
      [6, 'outcome-no-id'],
      [7, 'outcome-twice'],
    ]);
  });

  it('that contradict what is recorded are refused', async () => {
    const own = await openMarket(town);
    const [payment = ''] = await signedBatch(town, own, [await note(1_000, own)]);
    expect(await bankSays(town, own, [[payment, 'STORNATO']])).toMatchObject({ ok: false });
    done(await bankSays(town, own, [[payment, 'IN LAVORAZIONE']]));
    done(await bankSays(town, own, [[payment, 'ACSC']]));
    expect(await bankSays(town, own, [[payment, 'RJCT', 'AC01']])).toMatchObject({ ok: false });
  });

  it('applied by two at once are applied once', async () => {
    const own = await openMarket(town);
    const [payment = ''] = await signedBatch(town, own, [await note(1_000, own)]);
    const file = { fileName: 'x.csv', content: bytesOf(`EndToEndId;Esito\n${bankReference(payment)};ACSC`) };
    const read = done(await readOutcomes(town.db, own.operator, file));
    const outcomes = await Promise.all([1, 2, 3].map(() => applyOutcomes(town.db, own.operator, read)));
    expect(outcomes.reduce((sum, outcome) => sum + done(outcome).applied, 0)).toBe(1);
  });

  it.each([
    ['', 'outcomes-not-a-report'],
    ['Nome;Cognome\nA;B', 'outcomes-not-a-report'],
    ['EndToEndId;Esito\n', 'outcomes-empty'],
    ['<Document/>', 'outcomes-not-a-report'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'outcomes-not-a-report'],
    [
      '<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd"><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"/>',
      'outcomes-not-a-report',
    ],
  ])('in a file that is none (%j) are refused as %s', async (text, code) => {
    const outcome = await takeIn(town, market, text);
    const expected = text === '' ? /outcomes-(empty|not-a-report)/ : new RegExp(code);
    expect(JSON.stringify(outcome)).toMatch(expected);
  });

  it('are the office’s', async () => {
    const file = () => ({ fileName: 'x.csv', content: bytesOf('EndToEndId;Esito\nA;ACSC') });
    for (const other of [market.shopkeeper, await town.user('cittadino'), await town.user('supporto')]) {
      expect(await readOutcomes(town.db, other, file())).toMatchObject({ error: { code: 'not-found' } });
      expect(await applyOutcomes(town.db, other, { importId: newId() })).toMatchObject({
        error: { code: 'not-found' },
      });
    }
  });
});
