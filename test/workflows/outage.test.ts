import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { relayOnce } from '../../relay/relay';
import { eventually, failingGateway, startEngine, type Engine } from '../support/engine';
import { temporal } from '../support/temporal';
import { ownTemporal, type OwnTemporal } from '../support/temporal-server';
import { done, openTown, type Town } from '../support/town';

/** What the outbox, the vouchers and the messages of a town hold. */
async function standing(town: Town) {
  const { rows } = await town.db.execute<{
    waiting: number;
    approved: number;
    vouchers: number;
    codes_sent: number;
    receipts_sent: number;
  }>(sql`
    select (select count(*) from outbox)::int as waiting,
      (select count(*) from applications where status = 'approvata')::int as approved,
      (select count(*) from vouchers)::int as vouchers,
      (select count(*) from messages where kind = 'voucher-code' and status = 'inviato')::int as codes_sent,
      (select count(*) from messages where kind = 'submission-receipt' and status = 'inviato')::int as receipts_sent`);
  if (!rows[0]) throw new Error('no standing');
  return rows[0];
}

describe('while the workflow engine is stopped', () => {
  let town: Town;
  let server: OwnTemporal;

  beforeAll(async () => {
    town = await openTown();
    server = await ownTemporal();
    await server.start();
  });
  afterAll(async () => {
    await server.remove();
    await town.close();
  });

  it('people submit, decide and redeem; started again, every voucher is issued once', async () => {
    const { slug } = await town.programme();
    const operator = await town.user('operatore');
    const { cashier } = await town.shop();
    const before = await startEngine(town.db, town.url, { server: temporal(server.address, 'default') });
    const early = await town.approved(operator, await town.user('cittadino'), slug);
    const code = await eventually(
      () => town.voucherCode(early),
      (found) => found !== null,
    );

    await server.kill();
    for (let applicant = 0; applicant < 10; applicant++) {
      await town.approved(operator, await town.user('cittadino'), slug);
    }
    done(await redeemVoucher(town.db, cashier, newId(), { code: code ?? '', amountCents: 30_000 }));
    const stopped = await standing(town);
    expect(stopped).toMatchObject({ approved: 11, vouchers: 1 });
    expect(stopped.waiting).toBeGreaterThanOrEqual(30);
    await before.stop();

    await server.start();
    const after = await startEngine(town.db, town.url, { server: temporal(server.address, 'default') });
    const drained = await eventually(
      () => standing(town),
      ({ waiting, codes_sent, receipts_sent }) => waiting === 0 && codes_sent === 11 && receipts_sent === 11,
      60_000,
    );
    expect(drained).toMatchObject({ approved: 11, vouchers: 11, codes_sent: 11 });
    await after.stop();
  }, 120_000);
});

describe('a relay killed between delivery and mark', () => {
  let town: Town;
  let engine: Engine;

  beforeAll(async () => {
    town = await openTown();
    engine = await startEngine(town.db, town.url);
  });
  afterAll(async () => {
    await engine.stop();
    await town.close();
  });

  it('delivers again, and nothing is done twice', async () => {
    const { slug } = await town.programme();
    const operator = await town.user('operatore');
    const id = await town.approved(operator, await town.user('cittadino'), slug);
    await eventually(
      () => standing(town),
      ({ codes_sent }) => codes_sent === 1,
    );

    // The same events once more, delivered and then, as if killed before the mark, not marked.
    await town.db.execute(sql`
      insert into outbox (process, business_id, number, event)
      select 'application', application_id, number, payload from application_events where application_id = ${id}
      on conflict do nothing`);
    const killed = town.db.transaction(async (tx) => {
      await relayOnce(tx, engine.temporal.client.workflow);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    await eventually(
      () => standing(town),
      ({ waiting }) => waiting === 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await standing(town)).toMatchObject({ vouchers: 1, codes_sent: 1, receipts_sent: 1 });
    const handle = await engine.handle('application', id);
    expect((await handle.describe()).status.name).toBe('RUNNING');
  });
});

describe('while the gateways are out of order', () => {
  it('the approval stands, and the code arrives once they work again', async () => {
    const town = await openTown();
    const sms = failingGateway(3);
    const engine = await startEngine(town.db, town.url, { gateways: { sms } });
    const { slug } = await town.programme();
    await town.approved(await town.user('operatore'), await town.user('cittadino'), slug);
    await eventually(
      () => standing(town),
      ({ vouchers }) => vouchers === 1,
    );
    expect((await standing(town)).codes_sent).toBe(0);
    await eventually(
      () => standing(town),
      ({ codes_sent }) => codes_sent === 1,
      40_000,
    );
    expect(sms.tries).toBe(4);
    await engine.stop();
    await town.close();
  }, 60_000);
});
