import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideApplication } from '../../../commands/application/decide';
import { expireVoucher } from '../../../commands/voucher/expire';
import { issueVoucher } from '../../../commands/voucher/issue';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { vouchers } from '../../../db/schema/ledger';
import { atOnce, balancesOf, expectSoundHistories, historyOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, letExpire, voucherOf } from '../../support/voucher';

let town: Town;
let slug: string;
let programmeId: string;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug, id: programmeId } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const approved = async (amountCents?: number) =>
  town.approved(operator, await town.user('cittadino'), slug, amountCents);

const vouchersOf = (applicationId: string) =>
  town.db.select().from(vouchers).where(eq(vouchers.applicationId, applicationId));

describe('issuing a voucher', () => {
  it('gives the holder a code over what the approval committed', async () => {
    const applicationId = await approved(12_345);
    const { voucherId } = done(await issueVoucher(town.db, { applicationId }));
    const voucher = await voucherOf(town, voucherId);
    expect(voucher).toMatchObject({
      applicationId,
      status: 'attivo',
      issuedCents: 12_345,
      holderFamilyName: 'Rossi',
      holderGivenName: 'Mario',
      mobile: '+393331234567',
      code: expect.stringMatching(/^[A-HJKMNP-Z2-9]{7}$/) as string,
    });
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 12_345 });
    expect(await historyOf(town.db, applicationId)).toEqual([
      'opened',
      'submitted',
      'approved',
      'voucher-issued',
    ]);
  });

  it('ends it by the rules the application is pinned to', async () => {
    const day = 24 * 60 * 60 * 1000;
    const { voucherId } = await issued(town, operator, slug);
    const { expiresAt, issuedAt } = await voucherOf(town, voucherId);
    const days = (expiresAt.getTime() - issuedAt.getTime()) / day;
    expect(Math.abs(days - 90)).toBeLessThan(0.1);
    const rules = rulesWith({ terms: { voucherExpiry: { kind: 'on', date: '2099-12-31' } } });
    const fixed = await issued(town, operator, (await town.programme(rules)).slug);
    expect((await voucherOf(town, fixed.voucherId)).expiresAt).toEqual(new Date('2099-12-31T22:59:59.999Z'));
  });

  it('again gives the same voucher, with the same code', async () => {
    const { applicationId, voucherId } = await issued(town, operator, slug);
    expect(done(await issueVoucher(town.db, { applicationId }))).toEqual({ voucherId });
    expect(await vouchersOf(applicationId)).toHaveLength(1);
    expect(await historyOf(town.db, applicationId)).toHaveLength(4);
  });

  it('ten times at once gives one voucher', async () => {
    const applicationId = await approved();
    const outcomes = await atOnce(10, () => issueVoucher(town.db, { applicationId }));
    expect(new Set(outcomes.map((outcome) => done(outcome).voucherId)).size).toBe(1);
    expect(await vouchersOf(applicationId)).toHaveLength(1);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 });
  });

  it('gives different codes to different people', async () => {
    const codes = await atOnce(10, async () => (await issued(town, operator, slug)).code);
    expect(new Set(codes).size).toBe(10);
  });

  it('is only for what was approved', async () => {
    const citizen = await town.user('cittadino');
    const sent = await town.submitted(citizen, slug);
    const rejected = await town.submitted(citizen, slug);
    const decision = { outcome: 'respinta' as const, reason: 'Fuori dai criteri' };
    done(await decideApplication(town.db, operator, { applicationId: rejected, decision }));
    const draft = await town.draft(citizen, slug);
    for (const applicationId of [sent, rejected, draft]) {
      expect(await issueVoucher(town.db, { applicationId })).toEqual({
        ok: false,
        error: { code: 'act-not-allowed' },
      });
      expect(await vouchersOf(applicationId)).toEqual([]);
    }
    expect(await issueVoucher(town.db, { applicationId: newId() })).toEqual({
      ok: false,
      error: { code: 'not-found' },
    });
  });
});

describe('the end of a voucher', () => {
  const expire = (voucherId: string) => expireVoucher(town.db, { voucherId });
  const fund = async () => (await balancesOf(town.db, programmeId)).fund ?? 0;

  it('gives what is left back to the fund, once', async () => {
    const { cashier } = await town.shop();
    const { applicationId, voucherId, code } = await issued(town, operator, slug);
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 3_600 }));
    const before = await fund();
    await letExpire(town, voucherId);
    expect((await atOnce(8, () => expire(voucherId))).every(({ ok }) => ok)).toBe(true);
    done(await expire(voucherId));
    expect(await fund()).toBe(before + 26_400);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 0 });
    expect((await voucherOf(town, voucherId)).status).toBe('scaduto');
    expect((await historyOf(town.db, applicationId)).slice(4)).toEqual(['voucher-expired']);
  });

  it('never comes before its day', async () => {
    const { applicationId, voucherId } = await issued(town, operator, slug);
    expect(await expire(voucherId)).toEqual({ ok: false, error: { code: 'act-not-allowed' } });
    expect((await voucherOf(town, voucherId)).status).toBe('attivo');
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 });
  });

  it('moves nothing where everything was spent', async () => {
    const { cashier } = await town.shop();
    const { voucherId, code } = await issued(town, operator, slug);
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 30_000 }));
    const before = await fund();
    await letExpire(town, voucherId);
    done(await expire(voucherId));
    expect(await fund()).toBe(before);
    expect((await voucherOf(town, voucherId)).status).toBe('scaduto');
  });

  it('at the same time as spends, loses no cent', async () => {
    const { cashier, merchantId } = await town.shop();
    const { applicationId, voucherId, code } = await issued(town, operator, slug);
    const before = await fund();
    await letExpire(town, voucherId);
    const spends = atOnce(6, () => redeemVoucher(town.db, cashier, newId(), { code, amountCents: 1_000 }));
    await Promise.all([spends, expire(voucherId)]);
    const { merchant = 0 } = await balancesOf(town.db, merchantId);
    expect((await spends).filter(({ ok }) => ok)).toEqual([]);
    expect((await fund()) + merchant).toBe(before + 30_000);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 0 });
  });

  it('of a voucher there is not finds nothing', async () => {
    expect(await expire(newId())).toEqual({ ok: false, error: { code: 'not-found' } });
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
