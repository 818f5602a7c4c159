import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeAccount, editMerchant } from '../../../commands/merchant/edit';
import { suspendMerchant } from '../../../commands/merchant/halt';
import { makeTillKey } from '../../../commands/merchant/keys';
import { addShop, closeShop } from '../../../commands/merchant/shops';
import { addTill } from '../../../commands/merchant/tills';
import { openShops } from '../../../db/queries/merchants/directory';
import { keysOf, merchantFile, merchantHistory } from '../../../db/queries/merchants/file';
import { merchantCounts, merchantList } from '../../../db/queries/merchants/list';
import { merchants } from '../../../db/schema/merchants';
import { agreed, applied, businessAnswers, merchantOf } from '../../support/merchant';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;

beforeAll(async () => {
  town = await openTown(4);
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const page = { skip: 0, limit: 50 };
const found = async (text: string) =>
  (await merchantList(town.db, { status: null, text }, page)).map(({ id }) => id);

describe('the list of the office', () => {
  it('counts shops and tills in use, and puts first who waits', async () => {
    const { merchantId, shopId, manager } = await agreed(town, operator);
    const waiting = await applied(town);
    const on = { merchantId, shopId };
    for (const name of ['Cassa 1', 'Cassa 2']) {
      done(await addTill(town.db, manager, { ...on, tillId: newId(), name }));
    }
    const rows = await merchantList(town.db, { status: null, text: '' }, page);
    expect(rows[0]?.id).toBe(waiting);
    expect(rows.find(({ id }) => id === merchantId)).toMatchObject({
      shops: 1,
      tills: 2,
      agreementNumber: 1,
    });
    expect(await merchantCounts(town.db, '')).toMatchObject({ richiesto: 1, attivo: 1, sospeso: 0 });
  });

  it('finds a merchant by its names, its numbers and its shops, and takes no sign for a pattern', async () => {
    const { merchantId, manager } = await agreed(town, operator);
    const { vatNumber, agreementNumber, agreementYear } = await merchantOf(town, merchantId);
    const answers = businessAnswers({ vatNumber: vatNumber ?? '', legalName: 'Sa Domu 100% srl' });
    done(await editMerchant(town.db, operator, { merchantId, answers }));
    const shop = { name: 'Su Pani', address: 'Via Po 1', postalCode: '09032', municipality: 'Assemini' };
    const shopAnswers = { ...shop, 'categories.panificio': 'on' };
    done(await addShop(town.db, manager, { merchantId, shopId: newId(), answers: shopAnswers }));
    for (const text of [
      'domu',
      '100%',
      'su pani',
      `IT ${vatNumber}`,
      `${agreementNumber}/${agreementYear}`,
    ]) {
      expect(await found(text)).toEqual([merchantId]);
    }
    expect(await found('100_')).toEqual([]);
  });
});

describe('the public list', () => {
  const listed = async () => (await openShops(town.db)).map(({ id }) => id);

  it('has the open shops of merchants that take vouchers today, and nothing of whose they are', async () => {
    const { merchantId, shopId, manager } = await agreed(town, operator);
    const shop = (await openShops(town.db)).find(({ id }) => id === shopId);
    expect(Object.keys(shop ?? {}).toSorted()).toEqual(
      ['address', 'categories', 'id', 'merchant', 'municipality', 'name', 'phone', 'postalCode'].toSorted(),
    );
    done(await closeShop(town.db, manager, { merchantId, shopId }));
    expect(await listed()).not.toContain(shopId);
  });

  it('loses a suspended merchant at once, and one whose agreement has run out', async () => {
    const one = await agreed(town, operator);
    const other = await agreed(town, operator);
    expect(await listed()).toEqual(expect.arrayContaining([one.shopId, other.shopId]));
    done(await suspendMerchant(town.db, operator, { merchantId: one.merchantId, reason: 'Verifica' }));
    await town.db.$client.query(
      `update merchants set agreement_from = '2020-01-01', agreement_until = '2020-12-31' where id = $1`,
      [other.merchantId],
    );
    expect(await listed()).not.toContain(one.shopId);
    expect(await listed()).not.toContain(other.shopId);
  });
});

describe('the file of a merchant', () => {
  it('never holds what would open a till, and its history masks accounts', async () => {
    const { merchantId, shopId, manager } = await agreed(town, operator);
    const tillId = newId();
    done(await addTill(town.db, manager, { merchantId, shopId, tillId, name: 'Cassa' }));
    const { key } = done(await makeTillKey(town.db, manager, { merchantId, tillId, keyId: newId() }));
    done(await changeAccount(town.db, manager, { merchantId, answers: { iban: 'DE89370400440532013000' } }));
    const [file, keys, history] = await Promise.all([
      merchantFile(town.db, merchantId),
      keysOf(town.db, [tillId]),
      merchantHistory(town.db, merchantId),
    ]);
    const told = JSON.stringify([file, keys, history]);
    expect(told).not.toContain(key);
    expect(told).not.toMatch(/password_?hash|key_?hash/i);
    expect(history[0]).toMatchObject({
      by: 'Rita Cossu',
      event: { kind: 'account-changed', from: 'IT… 3456', to: 'DE… 3000' },
    });
  });

  it('is of one merchant that exists', async () => {
    expect(await merchantFile(town.db, newId())).toBeNull();
    const [old] = await town.db
      .insert(merchants)
      .values({ id: newId(), name: 'Vecchia bottega' })
      .returning();
    expect(await merchantFile(town.db, old?.id ?? '')).toMatchObject({ shops: [], people: [] });
  });
});
