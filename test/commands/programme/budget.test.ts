import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideApplication } from '../../../commands/application/decide';
import { takeInCharge } from '../../../commands/application/take';
import { move } from '../../../commands/ledger';
import { announceFunds } from '../../../commands/programme/replenish';
import { returnToFund } from '../../../commands/programme/return-to-fund';
import { scrollWaitingList } from '../../../commands/programme/scroll';
import { settleClosed } from '../../../commands/programme/settle-closed';
import { headOf } from '../../../commands/programme/waiting-list';
import { expireVoucher } from '../../../commands/voucher/expire';
import { issueVoucher } from '../../../commands/voucher/issue';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { voidRedemption } from '../../../commands/voucher/void';
import {
  budgets,
  eventsByDay,
  leadTimesOf,
  ledgerByDay,
  oldestUndecided,
  openByAge,
  waitingTotals,
} from '../../../db/queries/budget';
import { movementsOf } from '../../../db/queries/movements';
import { placeInList, waitingRows } from '../../../db/queries/waiting-list';
import { programmes } from '../../../db/schema/applications';
import { civilDate } from '../../../domain/calendar';
import { balancesOf } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';
import { letExpire, voucherOf } from '../../support/voucher';
import { applied, approve, faultsOf, listedRules } from '../../support/waiting';

let town: Town;
let operator: User;
let shop: { merchantId: string; cashier: User };

beforeAll(async () => {
  town = await openTown();
  operator = await town.user('operatore');
  shop = await town.shop();
});
afterAll(async () => {
  expect(await faultsOf(town)).toEqual([]);
  await town.close();
});

const today = () => civilDate(new Date());

const increase = (programmeId: string, amountCents: number) =>
  town.db.transaction(async (tx) => {
    const businessKey = `allocation:${programmeId}:${newId()}`;
    await move(tx, { kind: 'allocation', from: programmeId, to: programmeId, amountCents, businessKey });
    await announceFunds(tx, programmeId);
  });

const close = (programmeId: string) =>
  town.db.transaction(async (tx) => {
    await tx.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, programmeId));
    await settleClosed(tx, programmeId);
  });

type Act =
  | { act: 'approve'; isee: number; cents: number }
  | { act: 'increase'; cents: number }
  | { act: 'spend-and-expire'; spent: number; voided: boolean }
  | { act: 'close' };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        act: fc.constant('approve' as const),
        isee: fc.nat(9),
        cents: fc.integer({ min: 5_000, max: 40_000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant('increase' as const),
        cents: fc.integer({ min: 1, max: 30_000 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('spend-and-expire' as const),
        spent: fc.nat(5_000),
        voided: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('close' as const) }) },
  ),
  { minLength: 3, maxLength: 10 },
);

/** Spends a part of the programme's first voucher that is still alive, lets it expire, and perhaps takes the spend back. */
async function spendAndExpire(alive: string[], spent: number, voided: boolean): Promise<void> {
  const voucherId = alive.shift();
  if (voucherId === undefined) return;
  const { code } = await voucherOf(town, voucherId);
  const spend =
    spent === 0
      ? null
      : done(await redeemVoucher(town.db, shop.cashier, newId(), { code, amountCents: spent }));
  await letExpire(town, voucherId);
  done(await expireVoucher(town.db, { voucherId }));
  if (!spend || !voided) return;
  const { redemptionId } = spend;
  done(await voidRedemption(town.db, shop.cashier, newId(), { redemptionId, reason: 'Errore di cassa' }));
}

describe('the budget', () => {
  it('adds up whatever happens, and nobody waits while the fund would do', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const { id, slug } = await town.programme(listedRules(60_000));
        const alive: string[] = [];
        let closed = false;
        for (const each of sequence) {
          if (each.act === 'spend-and-expire') await spendAndExpire(alive, each.spent, each.voided);
          else if (closed) continue;
          else if (each.act === 'increase') await increase(id, each.cents);
          else if (each.act === 'close') await close(id).then(() => (closed = true));
          else {
            const applicationId = await applied(town, slug, each.isee);
            done(await approve(town, operator, applicationId, each.cents));
            const issued = await issueVoucher(town.db, { applicationId });
            if (issued.ok) alive.push(issued.value.voucherId);
          }
        }
        while ((await scrollWaitingList(town.db, id)).more);
        const fund = (await balancesOf(town.db, id)).fund ?? 0;
        const head = await headOf(town.db, id);
        if (closed) expect(fund).toBe(0);
        else if (head) expect(head.amountCents).toBeGreaterThan(fund);
        const budget = (await budgets(town.db)).get(id);
        expect(budget?.residualCents).toBe(fund);
        expect(budget?.savedCents).toBe((await balancesOf(town.db, id)).savings ?? 0);
        expect(budget?.spentCents).toBeLessThanOrEqual(budget?.committedCents ?? 0);
      }),
      { numRuns: Number(process.env.BUDGET_RUNS ?? 12) },
    );
    expect(await faultsOf(town)).toEqual([]);
  }, 60_000);

  it('says on which day what was committed, spent and decided, and how long it took', async () => {
    const { id, slug } = await town.programme(listedRules(100_000));
    const first = await applied(town, slug, 1);
    done(await takeInCharge(town.db, operator, { applicationId: first }));
    done(await approve(town, operator, first, 40_000));
    const rejected = await applied(town, slug, 2);
    const decision = { outcome: 'respinta' as const, reason: 'Fuori dai criteri' };
    done(await decideApplication(town.db, operator, { applicationId: rejected, decision }));
    const open = await applied(town, slug, 3);
    const { voucherId } = done(await issueVoucher(town.db, { applicationId: first }));
    const { code } = await voucherOf(town, voucherId);
    done(await redeemVoucher(town.db, shop.cashier, newId(), { code, amountCents: 15_000 }));

    expect((await budgets(town.db)).get(id)).toEqual({
      allocatedCents: 100_000,
      committedCents: 40_000,
      spentCents: 15_000,
      paidCents: 0,
      savedCents: 0,
      residualCents: 60_000,
    });
    const day = today();
    expect(await ledgerByDay(town.db, id, ['issue', 'void'], day, day)).toEqual([
      { day, kind: 'issue', cents: 40_000 },
    ]);
    expect(await eventsByDay(town.db, id, ['submitted'], day, day)).toEqual([
      { day, kind: 'submitted', events: 3 },
    ]);
    expect(await openByAge(town.db, id, day)).toContainEqual({
      phase: 'da istruire',
      age: 0,
      applications: 1,
    });
    expect(await leadTimesOf(town.db, id, 'decision')).toEqual([{ days: 0, applications: 2 }]);
    expect(await leadTimesOf(town.db, id, 'take-in-charge')).toEqual([{ days: 0, applications: 1 }]);
    expect((await oldestUndecided(town.db, id))?.id).toBe(open);
  });

  it('lists its movements newest first, of one kind or of all, a page by key', async () => {
    const { id, slug } = await town.programme(listedRules(100_000));
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.push(await applied(town, slug, index));
    for (const each of ids) done(await approve(town, operator, each, 10_000));
    const all = await movementsOf(town.db, id, { limit: 10 });
    expect(all.map(({ kind }) => kind)).toEqual(['issue', 'issue', 'issue', 'allocation']);
    expect(all.slice(0, 3).map(({ application }) => application?.id)).toEqual(ids.toReversed());
    const [newest] = await movementsOf(town.db, id, { kind: 'issue', limit: 1 });
    const rest = await movementsOf(town.db, id, { kind: 'issue', after: newest?.id, limit: 10 });
    expect(rest.map(({ application }) => application?.id)).toEqual([ids[1], ids[0]]);
    expect(await movementsOf(town.db, id, { kind: 'void', limit: 10 })).toEqual([]);
  });

  it('tells each who waits its number, and of how many', async () => {
    const { id, slug } = await town.programme(listedRules(30_000));
    done(await approve(town, operator, await applied(town, slug, 1)));
    const [second, last, first] = [
      await applied(town, slug, 20),
      await applied(town, slug, null),
      await applied(town, slug, 10),
    ];
    for (const each of [second, last, first]) done(await approve(town, operator, each, 7_000));
    expect(await placeInList(town.db, first)).toEqual({ number: 1, of: 3, amountCents: 7_000 });
    expect(await placeInList(town.db, second)).toMatchObject({ number: 2 });
    expect(await placeInList(town.db, last)).toMatchObject({ number: 3 });
    expect(await waitingTotals(town.db, id)).toMatchObject({ applications: 3, cents: 21_000 });
    const rows = await waitingRows(town.db, id, 1, 1);
    expect(rows.map(({ applicationId }) => applicationId)).toEqual([second]);
  });
});

it('what a revoked voucher held returns to the fund and is announced', async () => {
  const { id, slug } = await town.programme(listedRules(30_000));
  const revoked = await applied(town, slug, 1);
  done(await approve(town, operator, revoked));
  done(await approve(town, operator, await applied(town, slug, 2)));
  const input = { applicationId: revoked, programmeId: id, kind: 'revocation' as const };
  await town.db.transaction(async (tx) => {
    await returnToFund(tx, { ...input, amountCents: 0, businessKey: `revocation:${revoked}` });
    await returnToFund(tx, { ...input, amountCents: 30_000, businessKey: `revocation:${revoked}` });
  });
  expect(await balancesOf(town.db, id)).toMatchObject({ fund: 30_000 });
  await expect(
    town.db.transaction((tx) =>
      returnToFund(tx, { ...input, amountCents: 1, businessKey: `revocation:${revoked}` }),
    ),
  ).rejects.toThrow();
  await scrollWaitingList(town.db, id);
  expect(await balancesOf(town.db, id)).toMatchObject({ fund: 0 });
});
