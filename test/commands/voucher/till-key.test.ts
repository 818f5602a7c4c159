import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOfTill } from '../../../commands/limits/till-calls';
import { makeTillKey } from '../../../commands/merchant/keys';
import { confirmHold } from '../../../commands/voucher/confirm-hold';
import { placeHold } from '../../../commands/voucher/place-hold';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { merchantInvariants } from '../../../db/queries/merchants/invariants';
import { spendFile, spendsByKey, spendsPage } from '../../../db/queries/spends';
import { redemptions, voucherHolds } from '../../../db/schema/ledger';
import { shops, tills } from '../../../db/schema/merchants';
import { civilDate } from '../../../domain/calendar';
import type { Actor } from '../../../domain/roles';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
let merchantId: string;
let manager: User;
let code: string;
const tillId = newId();
const [leaked, sound] = [newId(), newId()];
const byKey = new Map<string, Actor>();

/** The till as the API knows it by a key that was just made. */
async function withKey(keyId: string): Promise<Actor> {
  const { key } = done(await makeTillKey(town.db, manager, { merchantId, tillId, keyId }));
  const hash = createHash('sha256')
    .update(key ?? '')
    .digest('hex');
  const till = done(await callOfTill(town.db, hash));
  if (!till) throw new Error('the key opens nothing');
  return till;
}

const actor = (keyId: string): Actor => byKey.get(keyId)!;
const spend = async (by: Actor, amountCents: number): Promise<string> =>
  done(await redeemVoucher(town.db, by, newId(), { code, amountCents })).redemptionId;
const keyOfSpend = async (id: string): Promise<string | null | undefined> =>
  (await town.db.select().from(redemptions).where(eq(redemptions.id, id)))[0]?.tillKeyId;

beforeAll(async () => {
  town = await openTown();
  ({ merchantId, cashier: manager } = await town.shop());
  const [shop] = await town.db.select().from(shops).where(eq(shops.merchantId, merchantId));
  await town.db.insert(tills).values({ id: tillId, merchantId, shopId: shop?.id ?? '', name: 'Cassa 1' });
  for (const keyId of [leaked, sound]) byKey.set(keyId, await withKey(keyId));
  ({ code } = await issued(town, await town.user('operatore'), (await town.programme()).slug));
});
afterAll(() => town.close());

describe('a spend', () => {
  it('names the key it was made with, also where spends by several keys come together', async () => {
    const made = await Promise.all([
      spend(actor(leaked), 100),
      spend(actor(sound), 200),
      spend(actor(leaked), 300),
    ]);
    expect(await Promise.all(made.map(keyOfSpend))).toEqual([leaked, sound, leaked]);
    const today = civilDate(new Date());
    const filter = { merchantId, from: today, to: today };
    const page = await spendsPage(town.db, { ...filter, keyId: leaked }, { limit: 9 });
    expect(page.map(({ id }) => id).toSorted()).toEqual([made[0], made[2]].toSorted());
    expect(page[0]?.key).toEqual({
      ending: expect.stringMatching(/^.{4}$/) as string,
      createdAt: expect.any(Date) as Date,
    });
    const file = await spendFile(town.db, { merchantId, shopId: null }, made[0]!);
    expect(file?.key).toEqual(page[0]?.key);
    const sums = await spendsByKey(town.db, { merchantId, tillId });
    expect([sums.get(leaked), sums.get(sound)]).toEqual([
      { count: 2, cents: 400 },
      { count: 1, cents: 200 },
    ]);
  });

  it('out of what was set aside names its own key, the amount set aside that of who did', async () => {
    const { holdId } = done(await placeHold(town.db, actor(leaked), newId(), { code, amountCents: 500 }));
    const [hold] = await town.db.select().from(voucherHolds).where(eq(voucherHolds.id, holdId));
    expect(hold?.tillKeyId).toBe(leaked);
    const { redemptionId } = done(await confirmHold(town.db, actor(sound), newId(), { holdId }));
    expect(await keyOfSpend(redemptionId)).toBe(sound);
  });

  it('of a person names none, nor does one that a release before wrote', async () => {
    const id = await spend(manager, 100);
    expect(await keyOfSpend(id)).toBeNull();
    expect((await spendFile(town.db, { merchantId, shopId: null }, id))?.key).toBeNull();
    const [row] = await town.db.select().from(redemptions).where(eq(redemptions.id, id));
    await town.db
      .execute(`insert into redemptions (id, voucher_id, merchant_id, shop_id, actor_kind, actor_id, amount_cents)
      values ('${newId()}', '${row?.voucherId}', '${merchantId}', '${row?.shopId}', 'till', '${tillId}', 100)`);
    const sums = await spendsByKey(town.db, { merchantId, tillId });
    expect(sums.get(null)).toEqual({ count: 1, cents: 100 });
  });

  it('by a key of another till is found by the audit', async () => {
    const rule = merchantInvariants.find(
      ({ name }) => name === 'what a key spent or set aside is of its till',
    );
    if (!rule) throw new Error('there is no such rule');
    const faults = async () => (await town.db.execute(rule.faults)).rows;
    expect(await faults()).toEqual([]);
    const [row] = await town.db.select().from(redemptions).where(eq(redemptions.tillKeyId, leaked));
    const { voucherId, shopId } = row!;
    const id = newId();
    await town.db.insert(redemptions).values({
      ...{ id, voucherId, merchantId, shopId, amountCents: 100, tillKeyId: leaked },
      ...{ actorKind: 'till', actorId: newId() },
    });
    expect(await faults()).toEqual([{ fault: `redemption ${id}` }]);
  });
});
