import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redeemVoucher, type RedemptionRequest } from '../../../commands/voucher/redeem';
import { voidRedemption } from '../../../commands/voucher/void';
import { idempotencyKeys } from '../../../db/schema/delivery';
import { redemptions, vouchers } from '../../../db/schema/ledger';
import { merchants, shops } from '../../../db/schema/merchants';
import { users } from '../../../db/schema/people';
import { merchantRoles, roles, system, type Actor } from '../../../domain/roles';
import type { VoucherStatus } from '../../../domain/voucher/status';
import { atOnce, balancesOf, expectSoundHistories, historyOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, letExpire, voucherOf, type IssuedVoucher } from '../../support/voucher';

let town: Town;
let slug: string;
let operator: User;
let merchantId: string;
let cashier: User;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
  ({ merchantId, cashier } = await town.shop());
});
afterAll(() => town.close());

const voucher = (amountCents?: number) => issued(town, operator, slug, amountCents);

const redeem = (code: string, amountCents: number, { key = newId(), actor = cashier as Actor } = {}) =>
  redeemVoucher(town.db, actor, key, { code, amountCents });

const spendsOf = (voucherId: string) =>
  town.db.select().from(redemptions).where(eq(redemptions.voucherId, voucherId));

const takings = async () => (await balancesOf(town.db, merchantId)).merchant ?? 0;

/** That a refused spend left the voucher as it was issued. */
async function expectUnspent({ voucherId, applicationId }: IssuedVoucher): Promise<void> {
  expect(await spendsOf(voucherId)).toEqual([]);
  expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 });
}

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('a spend', () => {
  it('passes its amount from the voucher to the merchant', async () => {
    const { voucherId, applicationId, code } = await voucher();
    const before = await takings();
    const { redemptionId, balanceCents } = done(
      await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 2_000, receiptNumber: '0042-17' }),
    );
    expect(balanceCents).toBe(28_000);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 28_000 });
    expect(await takings()).toBe(before + 2_000);
    expect(await spendsOf(voucherId)).toMatchObject([
      {
        id: redemptionId,
        merchantId,
        actorKind: 'user',
        actorId: cashier.id,
        amountCents: 2_000,
        receiptNumber: '0042-17',
      },
    ]);
    expect((await voucherOf(town, voucherId)).status).toBe('attivo');
  });

  it('goes on until the last cent, which exhausts the voucher', async () => {
    const { voucherId, applicationId, code } = await voucher();
    const left = [];
    for (const amountCents of [2_000, 1_600, 26_399, 1]) {
      left.push(done(await redeem(code, amountCents)).balanceCents);
    }
    expect(left).toEqual([28_000, 26_400, 1, 0]);
    expect((await voucherOf(town, voucherId)).status).toBe('esaurito');
    expect((await historyOf(town.db, applicationId)).slice(4)).toEqual(['voucher-exhausted']);
    expect(await redeem(code, 1)).toEqual({
      ok: false,
      error: { code: 'insufficient-balance', balanceCents: 0 },
    });
  });

  it('is made in any shop, by a person or by a till', async () => {
    const { voucherId, code } = await voucher();
    const other = await town.shop();
    const till: Actor = { kind: 'till', id: newId(), role: 'esercente', merchantId };
    done(await redeem(code, 100, { actor: other.cashier }));
    done(await redeem(code, 100, { actor: till }));
    expect((await spendsOf(voucherId)).map(({ actorKind, merchantId: shop }) => [actorKind, shop])).toEqual(
      expect.arrayContaining([
        ['user', other.merchantId],
        ['till', merchantId],
      ]),
    );
  });

  it('is made in the cashier’s own shop, else in the one that was chosen, never in another merchant’s', async () => {
    const { voucherId, code } = await voucher();
    const [first, second] = [newId(), newId()];
    const shop = await town.shop();
    const of = shop.merchantId;
    await town.db.insert(shops).values([first, second].map((id) => ({ id, merchantId: of, name: id })));
    const behind = await town.user('cassiere', of);
    await town.db.update(users).set({ shopId: second }).where(eq(users.id, behind.id));
    done(await redeemVoucher(town.db, behind, newId(), { code, amountCents: 1, shopId: first }));
    done(await redeemVoucher(town.db, shop.cashier, newId(), { code, amountCents: 2, shopId: first }));
    const [elsewhere] = await town.db.select().from(shops).where(eq(shops.merchantId, merchantId));
    expect(
      await redeemVoucher(town.db, behind, newId(), { code, amountCents: 4, shopId: elsewhere?.id }),
    ).toMatchObject({ ok: true });
    expect(
      await redeemVoucher(town.db, shop.cashier, newId(), { code, amountCents: 8, shopId: elsewhere?.id }),
    ).toEqual(refusedWith('forbidden'));
    const made = (await spendsOf(voucherId)).map(({ amountCents, shopId }) => [amountCents, shopId]);
    expect(made.toSorted(([one], [other]) => Number(one) - Number(other))).toEqual([
      [1, second],
      [2, first],
      [4, second],
    ]);
  });

  it('takes the code as it is typed', async () => {
    const { code } = await voucher();
    done(await redeem(`${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `, 100));
  });

  it.each([0, -1, -30_000, 0.5, 19.99, NaN, Infinity, 10_000_001, 2 ** 53])(
    'is never over an amount of %d cents',
    async (amountCents) => {
      const target = await voucher();
      expect(await redeem(target.code, amountCents)).toEqual({
        ok: false,
        error: { code: 'invalid', faults: [{ field: 'amountCents', code: 'money' }] },
      });
      await expectUnspent(target);
    },
  );

  it('beyond what is left is refused with what is left', async () => {
    const target = await voucher();
    const answer = { ok: false, error: { code: 'insufficient-balance', balanceCents: 30_000 } };
    expect(await redeem(target.code, 30_001)).toEqual(answer);
    await expectUnspent(target);
  });

  it.each(['ABCDEFG', 'abc', '', "' or true --", 'ABCDEFGH'])('finds no voucher %j', async (code) => {
    expect(await redeem(code, 100)).toEqual(refusedWith('voucher-not-found'));
  });

  it.each([
    ['bloccato', 'voucher-blocked'],
    ['revocato', 'voucher-revoked'],
    ['scaduto', 'voucher-expired'],
  ] as [VoucherStatus, string][])('with a voucher that is %s is refused', async (status, code) => {
    const target = await voucher();
    await town.db.update(vouchers).set({ status }).where(eq(vouchers.id, target.voucherId));
    expect(await redeem(target.code, 100)).toEqual(refusedWith(code));
    await expectUnspent(target);
  });

  it('after the voucher’s day is refused even before the status follows', async () => {
    const target = await voucher();
    await letExpire(town, target.voucherId);
    expect(await redeem(target.code, 100)).toEqual(refusedWith('voucher-expired'));
    expect((await voucherOf(town, target.voucherId)).status).toBe('attivo');
    await expectUnspent(target);
  });

  it('in a suspended shop is refused', async () => {
    const target = await voucher();
    const shop = await town.shop();
    await town.db.update(merchants).set({ status: 'sospeso' }).where(eq(merchants.id, shop.merchantId));
    const till: Actor = { kind: 'till', id: newId(), role: 'esercente', merchantId: shop.merchantId };
    for (const actor of [shop.cashier, till]) {
      expect(await redeem(target.code, 100, { actor })).toEqual(refusedWith('merchant-suspended'));
    }
    await expectUnspent(target);
  });

  it('is for merchants only, not even for the system', async () => {
    const target = await voucher();
    const actors: Actor[] = [system, { kind: 'user', id: newId(), role: 'esercente', merchantId: null }];
    for (const role of roles)
      if (!merchantRoles.some((one) => one === role)) actors.push(await town.user(role));
    actors.push({ kind: 'user', id: newId(), role: 'cittadino', merchantId });
    for (const actor of actors) {
      expect(await redeem(target.code, 100, { actor })).toEqual(refusedWith('forbidden'));
    }
    await expectUnspent(target);
  });
});

describe('a spend that is asked for again', () => {
  it('with the same key and body has the same answer, and happens once', async () => {
    const { voucherId, code } = await voucher();
    const key = newId();
    const first = await redeem(code, 2_000, { key });
    done(await redeem(code, 500));
    for (let time = 0; time < 3; time++) expect(await redeem(code, 2_000, { key })).toEqual(first);
    expect(await redeem(` ${code.toLowerCase()}`, 2_000, { key })).toEqual(first);
    expect(await spendsOf(voucherId)).toHaveLength(2);
  });

  it('twenty times at once happens once', async () => {
    const { voucherId, code } = await voucher();
    const key = newId();
    const answers = (await atOnce(20, () => redeem(code, 20_000, { key }))).map(done);
    const [{ id: redemptionId } = { id: '' }] = await spendsOf(voucherId);
    expect(answers).toEqual(answers.map(() => ({ redemptionId, balanceCents: 10_000 })));
    expect(await spendsOf(voucherId)).toHaveLength(1);
  });

  it('hears the first refusal again, even when it would succeed by now', async () => {
    const { code } = await voucher();
    const spent = done(await redeem(code, 30_000));
    const key = newId();
    const answer = { ok: false, error: { code: 'insufficient-balance', balanceCents: 0 } };
    expect(await redeem(code, 100, { key })).toEqual(answer);
    done(await voidRedemption(town.db, cashier, newId(), { ...spent, reason: 'Errore di cassa' }));
    expect(await redeem(code, 100, { key })).toEqual(answer);
    expect(done(await redeem(code, 100)).balanceCents).toBe(29_900);
  });

  it.each([
    ['another amount', { amountCents: 2_001 }],
    ['another receipt', { receiptNumber: '2' }],
    ['another code', { code: 'ABCDEFG' }],
  ] as [string, Partial<RedemptionRequest>][])('with the same key and %s is refused', async (_, change) => {
    const { voucherId, code } = await voucher();
    const key = newId();
    const request = { code, amountCents: 2_000, receiptNumber: '1' };
    const first = await redeemVoucher(town.db, cashier, key, request);
    expect(await redeemVoucher(town.db, cashier, key, { ...request, ...change })).toEqual(
      refusedWith('idempotency-key-reused'),
    );
    expect(await redeemVoucher(town.db, cashier, key, request)).toEqual(first);
    expect(await spendsOf(voucherId)).toHaveLength(1);
  });

  it('with a key that served another act is refused', async () => {
    const { code } = await voucher();
    const key = newId();
    const { redemptionId } = done(await redeem(code, 2_000, { key }));
    const taken = await voidRedemption(town.db, cashier, key, { redemptionId, reason: 'Errore di cassa' });
    expect(taken).toEqual(refusedWith('idempotency-key-reused'));
  });

  it('by somebody else with the same key is another spend', async () => {
    const { voucherId, code } = await voucher();
    const key = newId();
    const other = await town.shop();
    const [mine, theirs] = [
      done(await redeem(code, 2_000, { key })),
      done(await redeem(code, 2_000, { key, actor: other.cashier })),
    ];
    expect(theirs.redemptionId).not.toBe(mine.redemptionId);
    expect(done(await redeem(code, 2_000, { key }))).toEqual(mine);
    expect(done(await redeem(code, 2_000, { key, actor: other.cashier }))).toEqual(theirs);
    expect(await spendsOf(voucherId)).toHaveLength(2);
  });

  it('happens after all where the first was undone with its whole transaction', async () => {
    const { voucherId, code } = await voucher();
    const key = newId();
    const undone = new Error('the machine was switched off');
    const rolledBack = town.db.transaction(async (tx) => {
      done(await redeemVoucher(tx, cashier, key, { code, amountCents: 2_000 }));
      throw undone;
    });
    await expect(rolledBack).rejects.toBe(undone);
    expect(await town.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key))).toEqual([]);
    expect(done(await redeem(code, 2_000, { key })).balanceCents).toBe(28_000);
    expect(await spendsOf(voucherId)).toHaveLength(1);
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
