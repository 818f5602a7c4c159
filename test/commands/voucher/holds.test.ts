import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmHold } from '../../../commands/voucher/confirm-hold';
import { placeHold } from '../../../commands/voucher/place-hold';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { releaseHold } from '../../../commands/voucher/release-hold';
import { voidRedemption } from '../../../commands/voucher/void';
import { checkInvariants } from '../../../db/queries/invariants';
import { redemptionOf, redemptionsOn } from '../../../db/queries/redemptions';
import { checkVoucher } from '../../../commands/voucher/check';
import { redemptions, voucherHolds, vouchers } from '../../../db/schema/ledger';
import { merchants } from '../../../db/schema/merchants';
import { civilDate } from '../../../domain/calendar';
import { merchantRoles, roles, system, type Actor } from '../../../domain/roles';
import type { VoucherStatus } from '../../../domain/voucher/status';
import { atOnce, balancesOf, historyOf, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, letExpire, voucherOf } from '../../support/voucher';

let town: Town;
let slug: string;
let operator: User;
let merchantId: string;
let cashier: User;
let till: Actor;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
  ({ merchantId, cashier } = await town.shop());
  till = { kind: 'till', id: newId(), role: 'esercente', merchantId };
});
afterAll(() => town.close());

const voucher = (amountCents?: number) => issued(town, operator, slug, amountCents);

interface By {
  key?: string;
  actor?: Actor;
}

const place = (code: string, amountCents: number, { key = newId(), actor = till }: By = {}) =>
  placeHold(town.db, actor, key, { code, amountCents });

const confirm = (
  holdId: string,
  input: { amountCents?: number; receiptNumber?: string } = {},
  { key = newId(), actor = till }: By = {},
) => confirmHold(town.db, actor, key, { holdId, ...input });

const release = (holdId: string, { key = newId(), actor = till }: By = {}) =>
  releaseHold(town.db, actor, key, { holdId });

const redeem = (code: string, amountCents: number) =>
  redeemVoucher(town.db, till, newId(), { code, amountCents });

const availableOf = async (code: string) => {
  const { balanceCents, heldCents } = done(await checkVoucher(town.db, till, code));
  return balanceCents - heldCents;
};

/** Lets the minutes of a hold pass. */
const letHoldPass = (holdId: string) =>
  town.db
    .update(voucherHolds)
    .set({ at: new Date(Date.now() - 301_000), expiresAt: new Date(Date.now() - 1_000) })
    .where(eq(voucherHolds.id, holdId));

const refusedWith = (code: string) => ({ ok: false, error: { code } });
const insufficient = (balanceCents: number) => ({
  ok: false,
  error: { code: 'insufficient-balance', balanceCents },
});
const wrongAmount = {
  ok: false,
  error: { code: 'invalid', faults: [{ field: 'amountCents', code: 'money' }] },
};

describe('a hold', () => {
  it('sets an amount aside for five minutes and moves nothing', async () => {
    const { code, applicationId } = await voucher();
    const before = Date.now();
    const { holdId, expiresAt, ...left } = done(await place(code, 2_000));
    expect(left).toEqual({ balanceCents: 30_000, availableCents: 28_000 });
    const minutes = (new Date(expiresAt).getTime() - before) / 60_000;
    expect(minutes).toBeGreaterThan(4.9);
    expect(minutes).toBeLessThan(5.2);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 });
    expect(await availableOf(code)).toBe(28_000);
    const [row] = await town.db.select().from(voucherHolds).where(eq(voucherHolds.id, holdId));
    expect(row).toMatchObject({ merchantId, actorKind: 'till', amountCents: 2_000, endedAs: null });
  });

  it.each([0, -1, 0.5, NaN, Infinity, 10_000_001, 2 ** 53])(
    'is never over an amount of %d cents',
    async (amountCents) => {
      const { code } = await voucher();
      expect(await place(code, amountCents)).toEqual(wrongAmount);
      expect(await availableOf(code)).toBe(30_000);
    },
  );

  it('takes the whole balance, and then nothing is left for another, nor for a spend', async () => {
    const { code } = await voucher();
    expect(await place(code, 30_001)).toEqual(insufficient(30_000));
    expect(done(await place(code, 30_000)).availableCents).toBe(0);
    expect(await place(code, 1)).toEqual(insufficient(0));
    expect(await redeem(code, 1)).toEqual(insufficient(0));
  });

  it('leaves a spend only what is not held', async () => {
    const { code } = await voucher();
    done(await place(code, 20_000));
    expect(await redeem(code, 10_001)).toEqual(insufficient(10_000));
    expect(done(await redeem(code, 10_000)).balanceCents).toBe(20_000);
  });

  it('is placed once by twenty calls with one key', async () => {
    const { code } = await voucher();
    const key = newId();
    const answers = (await atOnce(20, () => place(code, 20_000, { key }))).map(done);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await availableOf(code)).toBe(10_000);
    expect(await place(code, 20_001, { key })).toEqual(refusedWith('idempotency-key-reused'));
  });

  it('never lets tills at once set more aside than there is', async () => {
    const { code } = await voucher();
    const outcomes = await atOnce(16, () => place(code, 7_000));
    expect(tally(outcomes).done).toBe(4);
    expect(new Set(tally(outcomes).refusals)).toEqual(new Set(['insufficient-balance']));
    expect(await availableOf(code)).toBe(2_000);
  });

  it('frees itself when its minutes are over', async () => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 30_000));
    await letHoldPass(holdId);
    expect(await availableOf(code)).toBe(30_000);
    expect(await confirm(holdId)).toEqual(refusedWith('hold-ended'));
    expect(done(await redeem(code, 30_000)).balanceCents).toBe(0);
  });

  it.each(['ABCDEFG', '', "' or true --"])('finds no voucher %j', async (code) => {
    expect(await place(code, 100)).toEqual(refusedWith('voucher-not-found'));
  });

  it.each([
    ['bloccato', 'voucher-blocked'],
    ['revocato', 'voucher-revoked'],
    ['scaduto', 'voucher-expired'],
  ] as [VoucherStatus, string][])(
    'of a voucher that is %s is neither placed nor confirmed',
    async (status, refusal) => {
      const target = await voucher();
      const { holdId } = done(await place(target.code, 100));
      await town.db.update(vouchers).set({ status }).where(eq(vouchers.id, target.voucherId));
      expect(await place(target.code, 100)).toEqual(refusedWith(refusal));
      expect(await confirm(holdId)).toEqual(refusedWith(refusal));
      expect(await release(holdId)).toMatchObject({ ok: true });
      await town.db.update(vouchers).set({ status: 'attivo' }).where(eq(vouchers.id, target.voucherId));
    },
  );

  it('is not confirmed after the voucher’s day', async () => {
    const { code, voucherId } = await voucher();
    const { holdId } = done(await place(code, 100));
    await letExpire(town, voucherId);
    expect(await place(code, 100)).toEqual(refusedWith('voucher-expired'));
    expect(await confirm(holdId)).toEqual(refusedWith('voucher-expired'));
  });

  it('of a suspended merchant is neither placed nor confirmed, but released', async () => {
    const { code } = await voucher();
    const shop = await town.shop();
    const by = { actor: shop.cashier };
    const { holdId } = done(await place(code, 30_000, by));
    await town.db.update(merchants).set({ status: 'sospeso' }).where(eq(merchants.id, shop.merchantId));
    expect(await place(code, 100, by)).toEqual(refusedWith('merchant-suspended'));
    expect(await confirm(holdId, {}, by)).toEqual(refusedWith('merchant-suspended'));
    done(await release(holdId, by));
    expect(await availableOf(code)).toBe(30_000);
  });

  it('belongs to its merchant, whatever till of it asks, and to nobody else', async () => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 2_000));
    const other = await town.shop();
    for (const actor of [other.cashier, system, operator, await town.user('cittadino')]) {
      expect(await confirm(holdId, {}, { actor })).toEqual(refusedWith('not-found'));
      expect(await release(holdId, { actor })).toEqual(refusedWith('not-found'));
    }
    expect(await confirm(newId())).toEqual(refusedWith('not-found'));
    expect(await release(newId())).toEqual(refusedWith('not-found'));
    expect(done(await confirm(holdId, {}, { actor: cashier })).balanceCents).toBe(28_000);
  });

  it('is for merchants only', async () => {
    const { code } = await voucher();
    const actors: Actor[] = [system, { kind: 'user', id: newId(), role: 'cittadino', merchantId }];
    for (const role of roles)
      if (!merchantRoles.some((one) => one === role)) actors.push(await town.user(role));
    for (const actor of actors) expect(await place(code, 100, { actor })).toEqual(refusedWith('forbidden'));
    expect(await availableOf(code)).toBe(30_000);
  });
});

describe('confirming', () => {
  it('spends what was held, or less, and frees the rest', async () => {
    const { code, voucherId, applicationId } = await voucher();
    const { holdId } = done(await place(code, 2_000));
    const { redemptionId, balanceCents } = done(
      await confirm(holdId, { amountCents: 1_600, receiptNumber: '0042-18' }),
    );
    expect(balanceCents).toBe(28_400);
    expect(await availableOf(code)).toBe(28_400);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 28_400 });
    const spends = await town.db.select().from(redemptions).where(eq(redemptions.voucherId, voucherId));
    expect(spends).toMatchObject([
      { id: redemptionId, holdId, merchantId, amountCents: 1_600, receiptNumber: '0042-18' },
    ]);
  });

  it.each([0, -1, 0.5, 2_001, NaN])('is never over %d of 2000 cents', async (amountCents) => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 2_000));
    expect(await confirm(holdId, { amountCents })).toEqual(wrongAmount);
    expect(done(await confirm(holdId)).balanceCents).toBe(28_000);
  });

  it('happens once: the same key answers the same, another hears that the hold has ended', async () => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 2_000));
    const key = newId();
    const answers = await atOnce(10, () => confirm(holdId, {}, { key }));
    expect(new Set(answers.map((answer) => JSON.stringify(done(answer)))).size).toBe(1);
    expect(await confirm(holdId)).toEqual(refusedWith('hold-ended'));
    expect(await release(holdId)).toEqual(refusedWith('hold-ended'));
    expect(await confirm(holdId, { amountCents: 1 }, { key })).toEqual(refusedWith('idempotency-key-reused'));
    expect(await availableOf(code)).toBe(28_000);
  });

  it('of one hold with many keys at once happens once', async () => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 2_000));
    const outcomes = await atOnce(12, () => confirm(holdId));
    expect(tally(outcomes).done).toBe(1);
    expect(await availableOf(code)).toBe(28_000);
  });

  it('of the last cent exhausts the voucher, and a void reopens it', async () => {
    const { code, voucherId, applicationId } = await voucher();
    const { holdId } = done(await place(code, 30_000));
    const { redemptionId } = done(await confirm(holdId));
    expect((await voucherOf(town, voucherId)).status).toBe('esaurito');
    done(await voidRedemption(town.db, till, newId(), { redemptionId, reason: 'Errore di cassa' }));
    expect((await voucherOf(town, voucherId)).status).toBe('attivo');
    expect((await historyOf(town.db, applicationId)).slice(4)).toEqual([
      'voucher-exhausted',
      'voucher-replenished',
    ]);
    expect(await availableOf(code)).toBe(30_000);
    expect(await confirm(holdId)).toEqual(refusedWith('hold-ended'));
  });
});

describe('releasing', () => {
  it('frees the amount at once; again, it changes nothing', async () => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 30_000));
    const free = { holdId, balanceCents: 30_000, availableCents: 30_000 };
    expect(done(await release(holdId))).toEqual(free);
    expect(done(await release(holdId))).toEqual(free);
    expect(await confirm(holdId)).toEqual(refusedWith('hold-ended'));
    done(await redeem(code, 30_000));
  });

  it('of one of several holds leaves the others', async () => {
    const { code } = await voucher();
    const [first] = [done(await place(code, 10_000)), done(await place(code, 5_000))];
    expect(done(await release(first.holdId)).availableCents).toBe(25_000);
  });

  it('what has freed itself changes nothing', async () => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 10_000));
    await letHoldPass(holdId);
    expect(done(await release(holdId)).availableCents).toBe(30_000);
  });

  it('and confirming at once end the hold in one way', async () => {
    const { code } = await voucher();
    const { holdId } = done(await place(code, 2_000));
    const [confirmed, released] = await Promise.all([confirm(holdId), release(holdId)]);
    expect(tally([confirmed, released])).toEqual({ done: 1, refusals: ['hold-ended'] });
    expect(await availableOf(code)).toBe(confirmed.ok ? 28_000 : 30_000);
  });
});

describe('a merchant that asks for its spends', () => {
  it('hears of its own, taken back or not, and of nobody else’s', async () => {
    const { code } = await voucher();
    const shop = await town.shop();
    const by = { actor: shop.cashier };
    const spend = async (amountCents: number) => {
      const { holdId } = done(await place(code, amountCents, by));
      return done(await confirm(holdId, { receiptNumber: String(amountCents) }, by)).redemptionId;
    };
    const [first, second] = [await spend(2_000), await spend(1_600)];
    done(await voidRedemption(town.db, shop.cashier, newId(), { redemptionId: first, reason: 'Errore' }));
    expect(done(await redemptionOf(town.db, shop.cashier, first))).toMatchObject({
      id: first,
      amountCents: 2_000,
      receiptNumber: '2000',
      codeEnd: code.slice(-3),
      voidedAt: expect.any(Date) as Date,
      voidable: false,
    });
    expect(await redemptionOf(town.db, till, first)).toEqual(refusedWith('not-found'));
    for (const actor of [system, operator]) {
      expect(await redemptionOf(town.db, actor, first)).toEqual(refusedWith('forbidden'));
      expect(await redemptionsOn(town.db, actor)).toEqual(refusedWith('forbidden'));
    }
    const today = done(await redemptionsOn(town.db, shop.cashier));
    expect(today.day).toBe(civilDate(new Date()));
    expect(today.spends.map(({ id, voidable }) => [id, voidable])).toEqual([
      [second, true],
      [first, false],
    ]);
    expect(done(await redemptionsOn(town.db, shop.cashier, '2020-02-29')).spends).toEqual([]);
  });
});

it('all of this left nothing broken', async () => {
  const reports = await checkInvariants(town.db);
  const broken = reports.filter(({ name, faults }) => faults.length > 0 && !name.includes('workflow'));
  expect(broken).toEqual([]);
});
