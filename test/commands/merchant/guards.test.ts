import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTillKey, revokeTillKey } from '../../../commands/merchant/keys';
import { addTill } from '../../../commands/merchant/tills';
import { checkInvariants } from '../../../db/queries/invariants';
import { agreed } from '../../support/merchant';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
let merchantId: string;

beforeAll(async () => {
  town = await openTown(4);
  const operator = await town.user('operatore');
  const merchant = await agreed(town, operator);
  ({ merchantId } = merchant);
  const on = { merchantId, tillId: newId() };
  done(await addTill(town.db, operator, { ...on, shopId: merchant.shopId, name: 'Cassa 1' }));
  const [live, revoked] = [newId(), newId()];
  for (const keyId of [live, revoked]) done(await makeTillKey(town.db, operator, { ...on, keyId }));
  done(await revokeTillKey(town.db, operator, { merchantId, keyId: revoked }));
});
afterAll(() => town.close());

/** Runs one statement and undoes it; answers why the database refused it, or how many rows it touched. */
async function attempt(statement: string): Promise<unknown> {
  const client = await town.db.$client.connect();
  try {
    await client.query('begin');
    return (await client.query(statement)).rowCount ?? 0;
  } catch (fault) {
    const { code, message } = fault as { code: string; message: string };
    return { code, message };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the database itself', () => {
  it('keeps the history of merchants as it was written', async () => {
    const refusal = { code: '23001' };
    expect(await attempt(`update merchant_events set payload = '{}'`)).toMatchObject(refusal);
    expect(await attempt('delete from merchant_events')).toMatchObject(refusal);
    expect(await attempt('truncate merchant_events')).toMatchObject(refusal);
  });

  it('lets a key only be revoked, once', async () => {
    const refusal = { code: '23001', message: 'a key of a till is only revoked, once' };
    expect(await attempt(`update till_keys set key_hash = sha256('mine')`)).toMatchObject(refusal);
    expect(await attempt(`update till_keys set ending = 'mine'`)).toMatchObject(refusal);
    expect(await attempt('update till_keys set revoked_at = null, revoked_by = null')).toMatchObject(refusal);
    expect(await attempt('update till_keys set revoked_at = now() where revoked_at is null')).toBe(1);
    expect(await attempt('delete from till_keys')).toMatchObject({ code: '23001' });
  });

  it('never changes the number of an agreement, nor gives it twice', async () => {
    const refusal = { code: '23001', message: 'the number of an agreement never changes' };
    expect(await attempt('update merchants set agreement_number = 7')).toMatchObject(refusal);
    expect(
      await attempt('update merchants set agreement_number = null, agreement_year = null'),
    ).toMatchObject(refusal);
    expect(await attempt('update merchants set agreement_until = agreement_until + 1')).toBe(1);
    const twice = `insert into merchants (id, name, agreement_year, agreement_number)
      select gen_random_uuid(), name, agreement_year, agreement_number from merchants`;
    expect(await attempt(twice)).toMatchObject({ code: '23505' });
  });

  it('takes no cashier for a shop of another merchant', async () => {
    const other = await town.shop();
    expect(
      await attempt(`update users set shop_id = (select id from shops where merchant_id = '${merchantId}' limit 1)
        where id = '${other.cashier.id}'`),
    ).toMatchObject({ code: '23503' });
  });
});

describe('the audit', () => {
  it('finds a merchant whose state is not what its history makes, and an agreement that is missing', async () => {
    const broken = async () =>
      (await checkInvariants(town.db)).filter(({ faults }) => faults.length > 0).map(({ name }) => name);
    expect(await broken()).toEqual([]);
    await town.db.$client.query(`update merchants set status = 'sospeso' where id = '${merchantId}'`);
    await town.db.$client.query('update agreement_counters set last = last + 1');
    expect(await broken()).toEqual([
      'merchants are what their history makes them',
      'agreements are numbered without a gap',
    ]);
  });
});
