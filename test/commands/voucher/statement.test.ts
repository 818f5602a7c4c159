import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireVoucher } from '../../../commands/voucher/expire';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { voidRedemption } from '../../../commands/voucher/void';
import { statementOf } from '../../../db/queries/statement';
import { accounts, voucherHolds } from '../../../db/schema/ledger';
import { merchants, shops } from '../../../db/schema/merchants';
import { figuresOf, placeOf } from '../../../domain/voucher/statement';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, letExpire, voucherOf } from '../../support/voucher';

let town: Town;
let slug: string;
let operator: User;
let merchantId: string;
let cashier: User;

beforeAll(async () => {
  town = await openTown();
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
  ({ merchantId, cashier } = await town.shop());
});
afterAll(() => town.close());

const redeem = async (code: string, amountCents: number, shopId?: string) =>
  done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents, ...(shopId && { shopId }) }));

const takeBack = async (redemptionId: string) =>
  done(await voidRedemption(town.db, cashier, newId(), { redemptionId, reason: 'Merce resa' }));

async function balanceOf(voucherId: string): Promise<number> {
  const { accountId } = await voucherOf(town, voucherId);
  const [account] = await town.db.select().from(accounts).where(eq(accounts.id, accountId));
  return account?.balanceCents ?? Number.NaN;
}

describe('the statement of a voucher', () => {
  it('tells each movement with its shop and what was left after it, a spend taken back on both its lines', async () => {
    const { code, voucherId } = await issued(town, operator, slug);
    await town.db.update(merchants).set({ name: 'Piras snc' }).where(eq(merchants.id, merchantId));
    const shopId = newId();
    await town.db.insert(shops).values({ id: shopId, merchantId, name: 'Via Roma' });
    const { redemptionId } = await redeem(code, 2_000);
    await redeem(code, 1_600, shopId);
    await takeBack(redemptionId);
    const lines = await statementOf(town.db, voucherId);
    expect(lines.map((line) => [line.kind, line.amountCents, line.balanceCents, placeOf(line)])).toEqual([
      ['issue', 30_000, 30_000, ''],
      ['redemption', -2_000, 28_000, 'Sede (Piras snc)'],
      ['redemption', -1_600, 26_400, 'Via Roma (Piras snc)'],
      ['void', 2_000, 28_400, 'Sede (Piras snc)'],
    ]);
    const [, spent, , voided] = lines;
    expect(spent?.voidedAt).toEqual(voided?.at);
    expect(lines.filter(({ voidedAt }) => voidedAt !== null)).toHaveLength(1);
    expect(figuresOf(lines)).toEqual({
      issuedCents: 30_000,
      spentCents: 1_600,
      returnedCents: 0,
      leftCents: 28_400,
    });
  });

  it('knows nothing of what is only set aside', async () => {
    const { code, voucherId } = await issued(town, operator, slug);
    await redeem(code, 500);
    const [shop] = await town.db.select().from(shops).where(eq(shops.merchantId, merchantId));
    await town.db.insert(voucherHolds).values({
      id: newId(),
      voucherId,
      merchantId,
      shopId: shop?.id ?? '',
      actorKind: 'user',
      actorId: cashier.id,
      amountCents: 700,
      expiresAt: new Date(Date.now() + 300_000),
    });
    const lines = await statementOf(town.db, voucherId);
    expect(lines.map(({ kind }) => kind)).toEqual(['issue', 'redemption']);
    expect(figuresOf(lines).leftCents).toBe(29_500);
  });

  it('ends at nothing when the voucher has expired, and tells where the rest went', async () => {
    const { code, voucherId } = await issued(town, operator, slug);
    await redeem(code, 500);
    await letExpire(town, voucherId);
    done(await expireVoucher(town.db, { voucherId }));
    const lines = await statementOf(town.db, voucherId);
    expect(lines.at(-1)).toMatchObject({ kind: 'expiry', amountCents: -29_500, balanceCents: 0, shop: null });
    expect(figuresOf(lines)).toMatchObject({ issuedCents: 30_000, spentCents: 500, returnedCents: 29_500 });
  });

  it('adds up to the cent: issued less spent is the balance, after any spends and voids', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ cents: fc.integer({ min: 1, max: 9_000 }), back: fc.boolean() }), {
          maxLength: 6,
        }),
        async (acts) => {
          const { code, voucherId } = await issued(town, operator, slug);
          for (const { cents, back } of acts) {
            const outcome = await redeemVoucher(town.db, cashier, newId(), { code, amountCents: cents });
            if (outcome.ok && back) await takeBack(outcome.value.redemptionId);
          }
          const balanceCents = await balanceOf(voucherId);
          const lines = await statementOf(town.db, voucherId);
          const { issuedCents, spentCents, leftCents } = figuresOf(lines);
          expect(lines.at(-1)?.balanceCents).toBe(balanceCents);
          expect(leftCents).toBe(balanceCents);
          expect(issuedCents - spentCents).toBe(balanceCents);
        },
      ),
      { numRuns: 8 },
    );
  });
});
