import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueVoucher } from '../../commands/voucher/issue';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { voidRedemption } from '../../commands/voucher/void';
import { rulesWith } from '../support/rules';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let operator: User;
let slug: string;

beforeAll(async () => {
  town = await openTown(20);
  operator = await town.user('operatore');
  ({ slug } = await town.programme(rulesWith({ allocationCents: 1_000_000_000 })));
});
afterAll(() => town.close());

/** A voucher of 300,00 € ready to be spent. */
async function issuedVoucher(): Promise<{ code: string; applicationId: string }> {
  const applicationId = await town.approved(operator, await town.user('cittadino'), slug);
  done(await issueVoucher(town.db, { applicationId }));
  return { applicationId, code: (await town.voucherCode(applicationId)) ?? '' };
}

async function balances(ownerId: string): Promise<Record<string, number>> {
  const { rows } = await town.db.execute<{ kind: string; balance_cents: string }>(
    sql`select kind, balance_cents from accounts where owner_id = ${ownerId}`,
  );
  return Object.fromEntries(rows.map(({ kind, balance_cents }) => [kind, Number(balance_cents)]));
}

/** What must hold of the ledger whatever was done. */
async function expectSoundLedger(): Promise<void> {
  const { rows } = await town.db.execute(sql`
    select
      (select coalesce(sum(balance_cents), 0) from accounts)::int as total,
      (select count(*) from accounts where balance_cents < 0 and kind <> 'treasury')::int as overdrawn,
      (select count(*) from accounts a where balance_cents <>
        coalesce((select sum(amount_cents) from transfers where credit_account_id = a.id), 0)
        - coalesce((select sum(amount_cents) from transfers where debit_account_id = a.id), 0))::int as wrong`);
  expect(rows).toEqual([{ total: 0, overdrawn: 0, wrong: 0 }]);
}

/** A till's act: a spend of so many cents, or taking back the spend made so many acts ago. */
type Act = { spend: number } | { takeBack: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ spend: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 1, arbitrary: fc.record({ takeBack: fc.nat(3) }) },
);

/** Two tills, their acts in order; each act is sent as many times at once as `storm` says, with one key. */
const sequences = fc.record({
  tills: fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 2 }),
  storm: fc.integer({ min: 1, max: 3 }),
});

describe('the ledger', () => {
  it('never overspends nor loses a cent, whatever tills do at once, again and again', async () => {
    const shop = await town.shop();
    await fc.assert(
      fc.asyncProperty(sequences, async ({ tills, storm }) => {
        const { code, applicationId } = await issuedVoucher();
        const before = (await balances(shop.merchantId)).merchant ?? 0;
        const netSpends = await Promise.all(tills.map((acts) => runTill(shop.cashier, code, acts, storm)));
        const net = netSpends.reduce((sum, spent) => sum + spent, 0);
        expect((await balances(applicationId)).voucher).toBe(30_000 - net);
        expect((await balances(shop.merchantId)).merchant ?? 0).toBe(before + net);
        expect(net).toBeGreaterThanOrEqual(0);
        expect(net).toBeLessThanOrEqual(30_000);
      }),
      { numRuns: Number(process.env.LEDGER_RUNS ?? 200) },
    );
    await expectSoundLedger();
  }, 120_000);

  it('lets 16 tills that want the whole of one voucher have it once', async () => {
    const shop = await town.shop();
    const { code, applicationId } = await issuedVoucher();
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () =>
        redeemVoucher(town.db, shop.cashier, newId(), { code, amountCents: 30_000 }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]))).toEqual(
      Array.from({ length: 15 }, () => ({ code: 'insufficient-balance', balanceCents: 0 })),
    );
    expect((await balances(applicationId)).voucher).toBe(0);
    await expectSoundLedger();
  });

  it('gives fifty calls with one key one spend and one answer', async () => {
    const shop = await town.shop();
    const { code, applicationId } = await issuedVoucher();
    const key = newId();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () =>
        redeemVoucher(town.db, shop.cashier, key, { code, amountCents: 1_000 }),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect((await balances(applicationId)).voucher).toBe(29_000);
  });
});

/** @returns the cents the till has spent and not taken back */
async function runTill(cashier: User, code: string, acts: Act[], storm: number): Promise<number> {
  const spends: { redemptionId: string; amountCents: number }[] = [];
  let net = 0;
  const stormOf = async <T>(send: (key: string) => Promise<T>): Promise<T> => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: storm }, () => send(key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    return answers[0] as T;
  };
  for (const each of acts) {
    if ('spend' in each) {
      const amountCents = each.spend;
      const outcome = await stormOf((key) => redeemVoucher(town.db, cashier, key, { code, amountCents }));
      if (!outcome.ok) expect(outcome.error.code).toBe('insufficient-balance');
      else {
        spends.push({ redemptionId: outcome.value.redemptionId, amountCents });
        net += amountCents;
      }
    } else {
      const spend = spends.at(-1 - each.takeBack);
      if (!spend) continue;
      const { redemptionId, amountCents } = spend;
      const outcome = await stormOf((key) =>
        voidRedemption(town.db, cashier, key, { redemptionId, reason: 'Errore di cassa' }),
      );
      if (outcome.ok) net -= amountCents;
      else expect(outcome.error.code).toBe('already-voided');
    }
  }
  return net;
}
