import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { voidRedemption } from '../../../commands/voucher/void';
import { counterOf, countersOf } from '../../../db/queries/counter';
import { spendFigures, spendFile, spendsPage } from '../../../db/queries/spends';
import { shops, tills } from '../../../db/schema/merchants';
import { users } from '../../../db/schema/people';
import { civilDate } from '../../../domain/calendar';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
let merchantId: string;
let manager: User;
let behind: User;
const [first, second] = [newId(), newId()];
const till = { kind: 'till', id: newId(), role: 'esercente' } as const;
const spends: string[] = [];

/** Two shops: the manager spends 1,00 € in the first, the cashier 2,00 € twice in the second, its till 4,00 €. */
beforeAll(async () => {
  town = await openTown();
  const { slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 }));
  ({ merchantId, cashier: manager } = await town.shop());
  await town.db.delete(shops).where(eq(shops.merchantId, merchantId));
  await town.db.insert(shops).values([
    { id: first, merchantId, name: 'Primo' },
    { id: second, merchantId, name: 'Secondo' },
  ]);
  await town.db.insert(tills).values({ id: till.id, merchantId, shopId: second, name: 'Cassa 1' });
  behind = await town.user('cassiere', merchantId);
  await town.db.update(users).set({ shopId: second }).where(eq(users.id, behind.id));
  const { code } = await issued(town, await town.user('operatore'), slug);
  for (const [actor, amountCents] of [
    [manager, 100],
    [behind, 200],
    [behind, 200],
    [{ ...till, merchantId }, 400],
  ] as const) {
    const spent = done(await redeemVoucher(town.db, actor, newId(), { code, amountCents, shopId: first }));
    spends.push(spent.redemptionId);
  }
  done(
    await voidRedemption(town.db, behind, newId(), { redemptionId: spends[2] ?? '', reason: 'Merce resa' }),
  );
});
afterAll(() => town.close());

const today = civilDate(new Date());
const day = () => ({ merchantId, from: today, to: today });
const amounts = async (filter: object = {}) =>
  (await spendsPage(town.db, { ...day(), ...filter }, { limit: 50 })).map(({ amountCents }) => amountCents);

describe('the movements of a merchant', () => {
  it('are all of its shops’, newest first, or a shop’s, or a counter’s', async () => {
    expect(await amounts()).toEqual([400, 200, 200, 100]);
    expect(await amounts({ shopId: second })).toEqual([400, 200, 200]);
    expect(await amounts({ shopId: first })).toEqual([100]);
    expect(await amounts({ actorId: behind.id })).toEqual([200, 200]);
    expect(await amounts({ shopId: first, actorId: behind.id })).toEqual([]);
  });

  it('are of the days asked for, both included', async () => {
    expect(await amounts({ from: '2020-01-01' })).toHaveLength(4);
    expect(await amounts({ from: '2020-01-01', to: '2020-12-31' })).toEqual([]);
  });

  it('come a page at a time, none twice and none left out', async () => {
    const seen: string[] = [];
    for (;;) {
      const page = await spendsPage(town.db, day(), { after: seen.at(-1), limit: 3 });
      if (page.length === 0) break;
      seen.push(...page.map(({ id }) => id));
    }
    expect(seen).toEqual(spends.toReversed());
  });

  it('tell where and by whom each was recorded, and which may still be taken back', async () => {
    const rows = await spendsPage(town.db, day(), { limit: 50 });
    expect(rows.map(({ shop, by, voidable }) => [shop, by, voidable])).toEqual([
      ['Secondo', 'Cassa 1', true],
      ['Secondo', 'Mario Rossi', false],
      ['Secondo', 'Mario Rossi', true],
      ['Primo', 'Mario Rossi', true],
    ]);
  });

  it('come to figures for each counter, those taken back apart', async () => {
    const figures = await spendFigures(town.db, day());
    expect(
      figures.map(({ shop, by, count, cents, voidedCount, voidedCents }) => [
        shop,
        by,
        count,
        cents,
        voidedCount,
        voidedCents,
      ]),
    ).toEqual([
      ['Primo', 'Mario Rossi', 1, 100, 0, 0],
      ['Secondo', 'Cassa 1', 1, 400, 0, 0],
      ['Secondo', 'Mario Rossi', 1, 200, 1, 200],
    ]);
  });

  it('are nobody else’s', async () => {
    const other = await town.shop();
    expect(await amounts({ merchantId: other.merchantId })).toEqual([]);
    const [spend = ''] = spends;
    expect(await spendFile(town.db, { merchantId: other.merchantId, shopId: null }, spend)).toBeNull();
    expect(await spendFile(town.db, { merchantId, shopId: second }, spend)).toBeNull();
    expect(await spendFile(town.db, { merchantId, shopId: first }, spend)).toMatchObject({
      by: 'Mario Rossi',
    });
  });
});

test('a cashier takes nothing back that another shop recorded', async () => {
  const elsewhere = { redemptionId: spends[0] ?? '', reason: 'Merce resa' };
  expect(await voidRedemption(town.db, behind, newId(), elsewhere)).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
});

describe('where somebody stands', () => {
  it('is their own shop for a cashier, any open one for a manager', async () => {
    await town.db.insert(shops).values({ id: newId(), merchantId, name: 'Chiuso', active: false });
    expect(await counterOf(town.db, behind)).toMatchObject({ boundTo: second });
    const counter = await counterOf(town.db, manager);
    expect(counter?.boundTo).toBeNull();
    expect(counter?.shops.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
    expect(await counterOf(town.db, await town.user('cittadino'))).toBeNull();
  });

  it('knows who else records there', async () => {
    expect((await countersOf(town.db, merchantId, null)).map(({ name }) => name)).toEqual([
      'Cassa 1 · Secondo',
      'Mario Rossi',
      'Mario Rossi',
    ]);
    expect((await countersOf(town.db, merchantId, second)).map(({ id }) => id).toSorted()).toEqual(
      [till.id, behind.id, manager.id].toSorted(),
    );
    expect((await countersOf(town.db, merchantId, first)).map(({ id }) => id)).toEqual([manager.id]);
  });
});
