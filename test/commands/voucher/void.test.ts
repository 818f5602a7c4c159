import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireVoucher } from '../../../commands/voucher/expire';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { voidRedemption } from '../../../commands/voucher/void';
import { idempotencyKeys } from '../../../db/schema/delivery';
import { roles, system, type Actor } from '../../../domain/roles';
import { atOnce, balancesOf, expectSoundHistories, historyOf, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, letExpire, voucherOf } from '../../support/voucher';

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

const voucher = () => issued(town, operator, slug);

const redeem = (code: string, amountCents: number) =>
  redeemVoucher(town.db, cashier, newId(), { code, amountCents });

const takings = async () => (await balancesOf(town.db, merchantId)).merchant ?? 0;

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('taking a spend back', () => {
  const reason = 'Errore di cassa';

  const takeBack = (redemptionId: string, { key = newId(), actor = cashier as Actor, why = reason } = {}) =>
    voidRedemption(town.db, actor, key, { redemptionId, reason: why });

  it('returns its amount to the voucher', async () => {
    const { applicationId, code } = await voucher();
    const before = await takings();
    const { redemptionId } = done(await redeem(code, 2_000));
    done(await redeem(code, 500));
    expect(done(await takeBack(redemptionId))).toEqual({ redemptionId, balanceCents: 29_500 });
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 29_500 });
    expect(await takings()).toBe(before + 500);
  });

  it('refills a voucher that was exhausted', async () => {
    const { applicationId, voucherId, code } = await voucher();
    const { redemptionId } = done(await redeem(code, 30_000));
    expect(done(await takeBack(redemptionId)).balanceCents).toBe(30_000);
    expect((await voucherOf(town, voucherId)).status).toBe('attivo');
    expect((await historyOf(town.db, applicationId)).slice(4)).toEqual([
      'voucher-exhausted',
      'voucher-replenished',
    ]);
    expect(done(await redeem(code, 30_000)).balanceCents).toBe(0);
  });

  it('is done once, however often and by whatever keys it is asked at once', async () => {
    const { applicationId, code } = await voucher();
    const { redemptionId } = done(await redeem(code, 2_000));
    const outcomes = await atOnce(10, () => takeBack(redemptionId));
    expect(tally(outcomes)).toEqual({ done: 1, refusals: Array.from({ length: 9 }, () => 'already-voided') });
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 });
  });

  it('again with the same key has the same answer; with another reason it is refused', async () => {
    const { code } = await voucher();
    const { redemptionId } = done(await redeem(code, 2_000));
    const key = newId();
    const first = await takeBack(redemptionId, { key });
    done(await redeem(code, 300));
    expect(await takeBack(redemptionId, { key })).toEqual(first);
    expect(await takeBack(redemptionId, { key, why: 'Altro' })).toEqual(
      refusedWith('idempotency-key-reused'),
    );
  });

  it('hears the first refusal again', async () => {
    const { code } = await voucher();
    const { redemptionId } = done(await redeem(code, 2_000));
    done(await takeBack(redemptionId));
    const key = newId();
    expect(await takeBack(redemptionId, { key })).toEqual(refusedWith('already-voided'));
    expect(await takeBack(redemptionId, { key })).toEqual(refusedWith('already-voided'));
    const kept = await town.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
    expect(kept).toMatchObject([{ outcome: refusedWith('already-voided') }]);
  });

  it('is for the merchant it was made at only, by any of its tills', async () => {
    const { applicationId, code } = await voucher();
    const { redemptionId } = done(await redeem(code, 2_000));
    const other = await town.shop();
    const strangers: Actor[] = [
      other.cashier,
      { kind: 'till', id: newId(), role: 'esercente', merchantId: other.merchantId },
      { kind: 'user', id: newId(), role: 'cittadino', merchantId },
    ];
    for (const role of roles) if (role !== 'esercente') strangers.push(await town.user(role));
    for (const actor of strangers) {
      expect(await takeBack(redemptionId, { actor })).toEqual(refusedWith('not-found'));
    }
    expect(await takeBack(redemptionId, { actor: system })).toEqual(refusedWith('forbidden'));
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 28_000 });
    const till: Actor = { kind: 'till', id: newId(), role: 'esercente', merchantId };
    done(await takeBack(redemptionId, { actor: till }));
  });

  it('needs a reason, and a spend there is', async () => {
    const { code } = await voucher();
    const { redemptionId } = done(await redeem(code, 2_000));
    expect(await takeBack(redemptionId, { why: '  ' })).toEqual({
      ok: false,
      error: { code: 'invalid', faults: [{ field: 'reason', code: 'required' }] },
    });
    expect(await takeBack(newId())).toEqual(refusedWith('not-found'));
  });

  it('is over when the programme’s time for it has passed', async () => {
    const { slug: strict } = await town.programme(rulesWith({ terms: { voidWindow: 'PT0S' } }));
    const { applicationId, code } = await issued(town, operator, strict);
    const { redemptionId } = done(await redeem(code, 2_000));
    expect(await takeBack(redemptionId)).toEqual(refusedWith('void-window-closed'));
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 28_000 });
  });

  it('after the voucher has expired passes through it to the fund', async () => {
    const { slug: own, id: programmeId } = await town.programme();
    const { applicationId, voucherId, code } = await issued(town, operator, own);
    const { redemptionId } = done(await redeem(code, 2_000));
    const before = await takings();
    await letExpire(town, voucherId);
    done(await expireVoucher(town.db, { voucherId }));
    const { fund = 0 } = await balancesOf(town.db, programmeId);
    expect(done(await takeBack(redemptionId)).balanceCents).toBe(0);
    expect(await balancesOf(town.db, programmeId)).toMatchObject({ fund: fund + 2_000 });
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 0 });
    expect(await takings()).toBe(before - 2_000);
    expect((await voucherOf(town, voucherId)).status).toBe('scaduto');
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
