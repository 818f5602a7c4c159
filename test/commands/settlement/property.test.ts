import fc from 'fast-check';
import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presentNote } from '../../../commands/settlement/present';
import { retryPayment } from '../../../commands/settlement/retry-payment';
import { sendNoteBack } from '../../../commands/settlement/review';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { voidRedemption } from '../../../commands/voucher/void';
import { merchants } from '../../../db/schema/merchants';
import { payments } from '../../../db/schema/settlements';
import { balancesOf } from '../../support/records';
import {
  bankSays,
  drawn,
  iban,
  openMarket,
  otherIban,
  settlementsOf,
  signedBatch,
  verified,
  voidableFor,
  type Market,
} from '../../support/settlement';
import { done, openTown, type Town } from '../../support/town';
import { issued } from '../../support/voucher';
import { faultsOf } from '../../support/waiting';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** What may happen, in any order; what does not fit is refused and changes nothing. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('spend' as const), cents: fc.integer({ min: 1, max: 9_000 }) }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('void' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('close' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('pay' as const), sentBack: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('bank' as const),
      state: fc.constantFrom('ACSC', 'RJCT', 'RTRN', 'ACSP'),
      reason: fc.constantFrom('AC04', 'MS03'),
      which: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('wait' as const) }) },
);

describe('what is paid', () => {
  // Seen to fail once on a busy machine and not again in two hundred tries: what is truly broken fails twice.
  it(
    'is what was redeemed less what was voided, to the cent, whatever happens',
    { timeout: 120_000, retry: 1 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 22 }), async (steps) => {
          const market = await openMarket(town, { voidWindow: 'PT0.12S' });
          const second = await town.programme(voidableFor('PT0S'));
          const codes = [market.slug, second.slug].map(
            async (slug) => (await issued(town, market.operator, slug, 30_000)).code,
          );
          const life = new Life(market, await Promise.all(codes));
          for (const each of steps) await life.take(each);
          await life.settleAll();
          expect(await faultsOf(town)).toEqual([]);
          const paid = await Promise.all(
            [market.programmeId, second.id].map(async (id) => (await balancesOf(town.db, id)).paid ?? 0),
          );
          const { rows } = await town.db.execute<{ cents: string }>(sql`
          select coalesce(sum(amount_cents), 0) as cents from redemptions r
          where merchant_id = ${market.merchantId}
            and not exists (select from redemption_voids v where v.redemption_id = r.id)`);
          expect(paid.reduce((sum, cents) => sum + cents, 0)).toBe(Number(rows[0]?.cents));
          expect((await balancesOf(town.db, market.merchantId)).merchant ?? 0).toBe(0);
        }),
        { numRuns: 8, endOnFailure: true },
      );
    },
  );
});

/** A merchant's life in the hands of random steps. */
class Life {
  private readonly spends: string[] = [];
  private turn = 0;

  constructor(
    private readonly market: Market,
    private readonly codes: readonly string[],
  ) {}

  async take(each: typeof step extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
    const { market } = this;
    switch (each.act) {
      case 'spend': {
        const code = this.codes[this.turn++ % 2] ?? '';
        const key = newId();
        // A till that lost the answer asks again.
        const asked = [1, 2].map(() =>
          redeemVoucher(town.db, market.shopkeeper, key, { code, amountCents: each.cents }),
        );
        const [first] = await Promise.all(asked);
        if (first?.ok) this.spends.push(first.value.redemptionId);
        return;
      }
      case 'void': {
        const redemptionId = this.spends.at(-1 - (each.which % 3));
        if (redemptionId === undefined) return;
        await voidRedemption(town.db, market.shopkeeper, newId(), { redemptionId, reason: 'Reso' });
        return;
      }
      case 'close':
        await drawn(town, market);
        return;
      case 'pay':
        return this.pay(each.sentBack);
      case 'bank': {
        const all = await this.payments();
        const payment = all[each.which % Math.max(1, all.length)];
        if (payment) await bankSays(town, market, [[payment.id, each.state, each.reason]]);
        return;
      }
      case 'wait':
        await new Promise((resolve) => setTimeout(resolve, 130));
    }
  }

  private async payments() {
    const own = await settlementsOf(town, this.market);
    const lists = own.map(({ id }) =>
      town.db.select().from(payments).where(eq(payments.settlementId, id)).orderBy(payments.id),
    );
    return (await Promise.all(lists)).flat();
  }

  /** Brings every note on to the bank. */
  private async pay(sentBack = false): Promise<void> {
    const { market } = this;
    for (const { id, status } of await settlementsOf(town, market)) {
      if (status === 'da presentare' || status === 'da correggere') {
        done(await presentNote(town.db, market.shopkeeper, { settlementId: id, declared: true }));
        if (sentBack) {
          done(await sendNoteBack(town.db, market.operator, { settlementId: id, reason: 'Da rivedere' }));
        }
        await verified(town, market, id);
      }
      if (status === 'respinta dalla banca') {
        const [row] = await town.db.select().from(merchants).where(eq(merchants.id, market.merchantId));
        const other = row?.iban === iban ? otherIban : iban;
        await town.db.update(merchants).set({ iban: other }).where(eq(merchants.id, market.merchantId));
        done(await retryPayment(town.db, market.shopkeeper, { settlementId: id }));
      }
    }
    const ready = (await settlementsOf(town, market)).filter(({ status }) => status === 'verificata');
    if (ready.length > 0)
      await signedBatch(
        town,
        market,
        ready.map(({ id }) => id),
      );
  }

  /** Lets all windows pass and everything be paid at last. */
  async settleAll(): Promise<void> {
    await this.take({ act: 'wait' });
    await drawn(town, this.market);
    for (let round = 0; round < 2; round++) {
      await this.pay();
      const open = (await this.payments()).filter(({ outcome }) => outcome === null);
      const rows = open.map(({ id }) => [id, 'ACSC'] as const);
      if (rows.length > 0) done(await bankSays(town, this.market, rows));
    }
  }
}
