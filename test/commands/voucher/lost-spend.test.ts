import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lostSpend } from '../../../commands/voucher/lost-spend';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { balancesOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
let slug: string;
let operator: User;
let cashier: User;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
  ({ cashier } = await town.shop());
});
afterAll(() => town.close());

const redeem = (code: string, key: string, amountCents = 2_000) =>
  redeemVoucher(town.db, cashier, key, { code, amountCents });

describe('a spend whose answer was lost', () => {
  it('is found by its key, as often as it is asked for', async () => {
    const { code, applicationId } = await issued(town, operator, slug);
    const key = newId();
    const { redemptionId } = done(await redeem(code, key));
    for (let time = 0; time < 3; time++) {
      expect(done(await lostSpend(town.db, cashier, key))).toEqual({ redemptionId });
    }
    // Asking takes nothing from who sends it again.
    expect(done(await redeem(code, key)).redemptionId).toBe(redemptionId);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 28_000 });
  });

  it('that never arrived is none, and can arrive no more', async () => {
    const { code, applicationId } = await issued(town, operator, slug);
    const key = newId();
    expect(done(await lostSpend(town.db, cashier, key))).toEqual({ redemptionId: null });
    expect(await redeem(code, key)).toEqual({ ok: false, error: { code: 'idempotency-key-reused' } });
    expect(done(await lostSpend(town.db, cashier, key))).toEqual({ redemptionId: null });
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 });
  });

  it('that was refused is none', async () => {
    const { code } = await issued(town, operator, slug);
    const key = newId();
    expect(await redeem(code, key, 30_001)).toMatchObject({ ok: false });
    expect(done(await lostSpend(town.db, cashier, key))).toEqual({ redemptionId: null });
  });

  it('is never told one thing and then another, asked while it is being recorded', async () => {
    const { code, applicationId } = await issued(town, operator, slug);
    let spent = 0;
    for (let time = 0; time < 10; time++) {
      const key = newId();
      const [spend, asked] = await Promise.all([redeem(code, key, 100), lostSpend(town.db, cashier, key)]);
      expect(done(asked).redemptionId).toBe(spend.ok ? spend.value.redemptionId : null);
      if (spend.ok) spent += 100;
    }
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 - spent });
  });

  it('is nobody else’s to ask for: another’s key is their own, and closes nothing', async () => {
    const { code } = await issued(town, operator, slug);
    const key = newId();
    const { cashier: stranger } = await town.shop();
    expect(done(await lostSpend(town.db, stranger, key))).toEqual({ redemptionId: null });
    done(await redeem(code, key));
    expect(done(await lostSpend(town.db, stranger, key))).toEqual({ redemptionId: null });
    expect(await lostSpend(town.db, await town.user('cittadino'), key)).toEqual({
      ok: false,
      error: { code: 'forbidden' },
    });
  });
});
