import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { checkInvariants, type InvariantReport } from '../../db/queries/invariants';
import { compareLives } from '../../scripts/audit/lives';
import { checkSealed } from '../../scripts/audit/sealed';
import { eventually, startEngine, type Engine } from '../support/engine';
import { done, openTown, type Town } from '../support/town';

let town: Town;
let engine: Engine;
let approved: string;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
  const { slug } = await town.programme();
  const operator = await town.user('operatore');
  const { cashier } = await town.shop();
  await town.draft(await town.user('cittadino'), slug);
  await town.submitted(await town.user('cittadino'), slug);
  approved = await town.approved(operator, await town.user('cittadino'), slug);
  const code = await eventually(
    () => town.voucherCode(approved),
    (found) => found !== null,
  );
  done(await redeemVoucher(town.db, cashier, newId(), { code: code ?? '', amountCents: 2_000 }));
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const broken = (reports: InvariantReport[]): string[] =>
  reports.filter(({ faults }) => faults.length > 0).map(({ name }) => name);

const audit = async (): Promise<string[]> => [
  ...broken(await checkInvariants(town.db)),
  ...broken(await checkSealed(town.db)),
  ...broken(await compareLives(town.db, engine.temporal.client.workflow)),
];

/** Does damage that the database's own guards would refuse. */
const tamper = (damage: string) =>
  town.db.transaction(async (tx) => {
    await tx.execute(sql.raw('alter table accounts disable trigger user'));
    await tx.execute(sql.raw('alter table registrations disable trigger user'));
    await tx.execute(sql.raw('alter table applications disable trigger user'));
    await tx.execute(sql.raw(damage));
    await tx.execute(sql.raw('alter table accounts enable trigger user'));
    await tx.execute(sql.raw('alter table registrations enable trigger user'));
    await tx.execute(sql.raw('alter table applications enable trigger user'));
  });

describe('the audit', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await audit()).toEqual([]);
  });

  it('finds a status that its events do not make, and a workflow that knows nothing of it', async () => {
    await tamper(`update applications set status = 'respinta' where id = '${approved}'`);
    expect(await audit()).toEqual(
      expect.arrayContaining([
        'every status is the fold of its events',
        'every workflow holds what the database holds',
      ]),
    );
    await tamper(`update applications set status = 'approvata' where id = '${approved}'`);
    expect(await audit()).toEqual([]);
  });

  it.each([
    [
      "update accounts set balance_cents = balance_cents + 1 where kind = 'merchant'",
      'the ledger sums to zero',
    ],
    [
      "update accounts set balance_cents = balance_cents + 1 where kind = 'voucher'",
      'every balance is what its transfers make it',
    ],
    ['update registration_counters set last = last + 1', 'the register has no gap'],
    [
      `update applications set form = jsonb_set(form, '{values,need.description}', '"altro"') where form is not null`,
      'every sealed value opens, and none is under a retired key',
    ],
    [`update registrations set form_sha256 = sha256('altro')`, 'a registered application is what came in'],
    [
      `update applications set event_number = event_number + 1 where status = 'bozza'`,
      'events are numbered without a gap',
    ],
    ["update vouchers set status = 'esaurito'", 'a voucher is spent exactly when it says so'],
  ])('finds %s', async (damage, invariant) => {
    await tamper(damage);
    expect(broken([...(await checkInvariants(town.db)), ...(await checkSealed(town.db))])).toContain(
      invariant,
    );
  });
});
