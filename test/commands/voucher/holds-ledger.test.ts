import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmHold } from '../../../commands/voucher/confirm-hold';
import { placeHold } from '../../../commands/voucher/place-hold';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { releaseHold } from '../../../commands/voucher/release-hold';
import { voidRedemption } from '../../../commands/voucher/void';
import type { Outcome } from '../../../commands/transaction';
import { checkInvariants } from '../../../db/queries/invariants';
import { checkVoucher } from '../../../commands/voucher/check';
import { balancesOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
let slug: string;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 1_000_000_000 })));
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const cents = fc.integer({ min: 1, max: 20_000 });
const back = fc.nat(2);

/** An act of a till; `confirm`, `release` and `takeBack` are of what it did so many acts ago. */
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ hold: cents }) },
  {
    weight: 3,
    arbitrary: fc.record({ confirm: back, share: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
  },
  { weight: 1, arbitrary: fc.record({ release: back }) },
  { weight: 2, arbitrary: fc.record({ spend: cents }) },
  { weight: 1, arbitrary: fc.record({ takeBack: back }) },
);
type Act =
  | { hold: number }
  | { confirm: number; share: number }
  | { release: number }
  | { spend: number }
  | { takeBack: number };

const sequences = fc.record({
  tills: fc.array(fc.array(act, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 3 }),
  storm: fc.integer({ min: 1, max: 2 }),
});

/** Each act is sent as often at once as `storm` says, with one key: all must hear the same. */
async function stormOf<T>(storm: number, send: (key: string) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const key = newId();
  const answers = await Promise.all(Array.from({ length: storm }, () => send(key)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  return answers[0] as Outcome<T>;
}

/** @returns what the till has spent and not taken back, and what it still holds, in cents */
async function runTill(actor: User, code: string, acts: Act[], storm: number) {
  const holds: { holdId: string; amountCents: number; open: boolean }[] = [];
  const spends: { redemptionId: string; amountCents: number; stands: boolean }[] = [];
  const note = (outcome: Outcome<{ redemptionId: string }>, amountCents: number, may: string) => {
    if (outcome.ok) spends.push({ redemptionId: outcome.value.redemptionId, amountCents, stands: true });
    else expect(outcome.error.code).toBe(may);
  };
  for (const each of acts) {
    if ('hold' in each) {
      const amountCents = each.hold;
      const outcome = await stormOf(storm, (key) => placeHold(town.db, actor, key, { code, amountCents }));
      if (outcome.ok) holds.push({ holdId: outcome.value.holdId, amountCents, open: true });
      else expect(outcome.error.code).toBe('insufficient-balance');
    } else if ('confirm' in each) {
      const hold = holds.at(-1 - each.confirm);
      if (!hold) continue;
      const { holdId, open } = hold;
      const amountCents = Math.ceil(hold.amountCents * each.share);
      const outcome = await stormOf(storm, (key) =>
        confirmHold(town.db, actor, key, { holdId, amountCents }),
      );
      // What is held can always be spent, whatever the other tills do.
      expect(outcome.ok).toBe(open);
      note(outcome, amountCents, 'hold-ended');
      hold.open = false;
    } else if ('release' in each) {
      const hold = holds.at(-1 - each.release);
      if (!hold) continue;
      await stormOf(storm, (key) => releaseHold(town.db, actor, key, { holdId: hold.holdId }));
      hold.open = false;
    } else if ('spend' in each) {
      const amountCents = each.spend;
      note(
        await stormOf(storm, (key) => redeemVoucher(town.db, actor, key, { code, amountCents })),
        amountCents,
        'insufficient-balance',
      );
    } else {
      const spend = spends.at(-1 - each.takeBack);
      if (!spend) continue;
      const { redemptionId, stands } = spend;
      const outcome = await stormOf(storm, (key) =>
        voidRedemption(town.db, actor, key, { redemptionId, reason: 'Errore di cassa' }),
      );
      expect(outcome.ok).toBe(stands);
      spend.stands = false;
    }
  }
  const sum = (amounts: { amountCents: number }[]) => amounts.reduce((all, one) => all + one.amountCents, 0);
  return { spent: sum(spends.filter(({ stands }) => stands)), held: sum(holds.filter(({ open }) => open)) };
}

it('holds, confirmations, releases, spends and voids at once never exceed what a voucher holds', async () => {
  const { cashier, merchantId } = await town.shop();
  await fc.assert(
    fc.asyncProperty(sequences, async ({ tills, storm }) => {
      const { code, applicationId } = await issued(town, operator, slug);
      const before = (await balancesOf(town.db, merchantId)).merchant ?? 0;
      const results = await Promise.all(tills.map((acts) => runTill(cashier, code, acts, storm)));
      const spent = results.reduce((sum, result) => sum + result.spent, 0);
      const held = results.reduce((sum, result) => sum + result.held, 0);
      expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 30_000 - spent });
      expect((await balancesOf(town.db, merchantId)).merchant ?? 0).toBe(before + spent);
      expect(done(await checkVoucher(town.db, cashier, code))).toMatchObject({
        balanceCents: 30_000 - spent,
        heldCents: held,
      });
      expect(spent + held).toBeLessThanOrEqual(30_000);
    }),
    { numRuns: Number(process.env.LEDGER_RUNS ?? 60) },
  );
  const reports = await checkInvariants(town.db);
  expect(reports.filter(({ name, faults }) => faults.length > 0 && !name.includes('workflow'))).toEqual([]);
}, 120_000);
