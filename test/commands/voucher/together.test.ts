import { setTimeout as pause } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockVoucher } from '../../../commands/voucher/block';
import { confirmHold } from '../../../commands/voucher/confirm-hold';
import { placeHold } from '../../../commands/voucher/place-hold';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { revokeApproval } from '../../../commands/voucher/revoke';
import { voidRedemption } from '../../../commands/voucher/void';
import { openDatabase, type Database } from '../../../db/client';
import { redemptions } from '../../../db/schema/ledger';
import { atOnce, balancesOf, expectSoundHistories, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, type IssuedVoucher } from '../../support/voucher';

/** Two processes of the same town, each with a pool and groups of its own. */
let town: Town;
let other: Database;
let slug: string;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  other = openDatabase(town.url, 20);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
});
afterAll(async () => {
  await other.$client.end();
  await town.close();
});

const processOf = (index: number): Database => (index % 2 === 0 ? town.db : other);

const vouchersOf = (count: number): Promise<IssuedVoucher[]> =>
  Promise.all(Array.from({ length: count }, () => issued(town, operator, slug)));

const shopsOf = (count: number) => Promise.all(Array.from({ length: count }, () => town.shop()));

/** That the ledger is sound, and that each voucher lacks exactly what was spent of it and not taken back. */
async function expectSound(vouchers: readonly IssuedVoucher[]): Promise<void> {
  const { rows } = await town.db.execute(sql`
    select (select sum(balance_cents) from accounts)::int as total,
      (select count(*) from accounts a where balance_cents <>
        coalesce((select sum(amount_cents) from transfers where credit_account_id = a.id), 0)
        - coalesce((select sum(amount_cents) from transfers where debit_account_id = a.id), 0))::int as wrong,
      (select count(*) from redemptions r where not exists (
        select from transfers where business_key = 'redemption:' || r.id and amount_cents = r.amount_cents))::int as unmoved,
      (select coalesce(sum(cents), 0) from ledger_days where kind = 'redemption')::int
        - (select coalesce(sum(amount_cents), 0) from redemptions)::int as uncounted`);
  expect(rows).toEqual([{ total: 0, wrong: 0, unmoved: 0, uncounted: 0 }]);
  for (const { applicationId } of vouchers)
    expect((await balancesOf(town.db, applicationId)).voucher).toBeGreaterThanOrEqual(0);
  await expectSoundHistories(town.db);
}

async function spentOf({ voucherId }: IssuedVoucher): Promise<number> {
  const spends = await town.db.select().from(redemptions).where(eq(redemptions.voucherId, voucherId));
  return spends.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

describe('spends that arrive together', () => {
  it('let 64 tills that fight for the same 10 vouchers spend what there is and no cent more', async () => {
    const vouchers = await vouchersOf(10);
    const shops = await shopsOf(8);
    const outcomes = await atOnce(640, (index) =>
      redeemVoucher(processOf(index), shops[index % 8]!.cashier, newId(), {
        code: vouchers[Math.floor(index / 64)]!.code,
        amountCents: 1 + Math.floor(Math.random() * 4_000),
      }),
    );
    const { done: made, refusals } = tally(outcomes);
    expect(made).toBeGreaterThan(50);
    expect(new Set(refusals)).toEqual(new Set(['insufficient-balance', 'too-many-requests']));
    for (const each of vouchers) {
      const spent = await spentOf(each);
      expect(spent).toBeLessThanOrEqual(30_000);
      expect(await balancesOf(town.db, each.applicationId)).toEqual({ voucher: 30_000 - spent });
    }
    await expectSound(vouchers);
  });

  it('are judged one after the other, in the order they came in', async () => {
    const [voucher, ahead] = await vouchersOf(2);
    const { cashier } = await town.shop();
    const spend = (amountCents: number, { code } = voucher!) =>
      redeemVoucher(town.db, cashier, newId(), { code, amountCents });
    // One is under way; the others gather behind it, in one group.
    const first = spend(1, ahead);
    const outcomes = await Promise.all([20_000, 9_000, 2_000, 1_000, 1].map((cents) => spend(cents)));
    await first;
    expect(outcomes).toMatchObject([
      { ok: true, value: { balanceCents: 10_000 } },
      { ok: true, value: { balanceCents: 1_000 } },
      { ok: false, error: { code: 'insufficient-balance', balanceCents: 1_000 } },
      { ok: true, value: { balanceCents: 0 } },
      { ok: false, error: { code: 'insufficient-balance', balanceCents: 0 } },
    ]);
    await expectSound([voucher!]);
  });

  it('with one key, fifty times at once in two processes, are one spend with one answer', async () => {
    const [voucher] = await vouchersOf(1);
    const { cashier } = await town.shop();
    const key = newId();
    const outcomes = await atOnce(50, (index) =>
      redeemVoucher(processOf(index), cashier, key, { code: voucher!.code, amountCents: 1_000 }),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await spentOf(voucher!)).toBe(1_000);
  });

  it('with one key and different bodies are the first of them; the others are refused', async () => {
    const [voucher] = await vouchersOf(1);
    const { cashier } = await town.shop();
    const key = newId();
    const outcomes = await atOnce(6, (index) =>
      redeemVoucher(town.db, cashier, key, { code: voucher!.code, amountCents: 100 + (index % 3) }),
    );
    expect(tally(outcomes)).toEqual({
      done: 2,
      refusals: Array.from({ length: 4 }, () => 'idempotency-key-reused'),
    });
    expect(await spentOf(voucher!)).toBe(100);
  });

  it('do not fail with a bad neighbour', async () => {
    const vouchers = await vouchersOf(4);
    const { cashier } = await town.shop();
    const nobody = { ...cashier, id: newId(), merchantId: newId() };
    const spends = await Promise.allSettled(
      [cashier, cashier, cashier, nobody, cashier].map((actor, index) =>
        redeemVoucher(town.db, actor, newId(), { code: vouchers[index % 4]!.code, amountCents: 700 }),
      ),
    );
    expect(spends.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    ]);
    expect(await Promise.all(vouchers.map(spentOf))).toEqual([1_400, 700, 700, 0]);
    await expectSound(vouchers);
  });

  it('whose connection is lost before they are committed happen once when they are asked for again', async () => {
    const vouchers = await vouchersOf(6);
    const { cashier } = await town.shop();
    const keys = vouchers.map(() => newId());
    const spends = () =>
      Promise.allSettled(
        vouchers.map(({ code }, index) =>
          redeemVoucher(other, cashier, keys[index]!, { code, amountCents: 500 }),
        ),
      );
    const holder = await town.db.$client.connect();
    await holder.query('begin');
    const ids = vouchers.map(({ applicationId }) => applicationId);
    await holder.query('select id from applications where id = any ($1) for update', [ids]);
    const lost = spends();
    let over = false;
    void lost.then(() => (over = true));
    // The groups first, then each spend that is tried alone.
    while (!over) await killWaiting();
    await holder.query('rollback');
    holder.release();
    expect((await lost).map(({ status }) => status)).toEqual(vouchers.map(() => 'rejected'));
    expect(await Promise.all(vouchers.map(spentOf))).toEqual(vouchers.map(() => 0));
    const again = await spends();
    const once = again.map((spend) => (spend.status === 'fulfilled' ? done(spend.value) : null));
    expect(once).toEqual(vouchers.map(() => expect.objectContaining({ balanceCents: 29_500 })));
    expect(await Promise.all(vouchers.map(spentOf))).toEqual(vouchers.map(() => 500));
    expect(await spends()).toEqual(again);
    await expectSound(vouchers);
  });

  it('never stand in each other’s way for good, with voids, holds, blocks and revocations among them', async () => {
    const vouchers = await vouchersOf(12);
    const responsible = await town.user('responsabile');
    const shops = await shopsOf(4);
    const acts = await atOnce(240, async (index) => {
      const db = processOf(index);
      const { cashier } = shops[index % 4]!;
      const { code, applicationId, voucherId } = vouchers[index % 12]!;
      if (index % 40 === 39) return revokeApproval(db, responsible, { applicationId, reason: 'Errore' });
      if (index % 30 === 29) return blockVoucher(db, operator, { voucherId, reason: 'Smarrito' });
      if (index % 3 === 0) {
        const hold = await placeHold(db, cashier, newId(), { code, amountCents: 300 });
        if (!hold.ok) return hold;
        return confirmHold(processOf(index + 1), cashier, newId(), { holdId: hold.value.holdId });
      }
      const spent = await redeemVoucher(db, cashier, newId(), { code, amountCents: 900 });
      if (!spent.ok || index % 4 !== 1) return spent;
      const { redemptionId } = spent.value;
      return voidRedemption(db, cashier, newId(), { redemptionId, reason: 'Errore di cassa' });
    });
    expect(tally(acts).done).toBeGreaterThan(100);
    await town.db.execute(sql`select pg_stat_force_next_flush()`);
    const { rows } = await town.db.execute(sql`
      select deadlocks::int from pg_stat_database where datname = current_database()`);
    expect(rows).toEqual([{ deadlocks: 0 }]);
    await expectSound(vouchers);
  });
});

/** Ends the sessions that wait for a lock. */
async function killWaiting(): Promise<void> {
  await pause(20);
  await town.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`);
}
