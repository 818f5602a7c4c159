import { sql } from 'drizzle-orm';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { noticeApplication } from '../../commands/application/notice';
import { submitApplication } from '../../commands/application/submit';
import { issueVoucher } from '../../commands/voucher/issue';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { openDatabase, type Database } from '../../db/client';
import { checkInvariants, type InvariantReport } from '../../db/queries/invariants';
import { compareLives, compareTickets } from '../../scripts/audit/lives';
import { unexplained, type Operation } from '../../scripts/chaos/linearizable';
import { moduleOf, plants, type Plant } from '../../scripts/chaos/plants';
import { eventually, startEngine, type Engine } from '../support/engine';
import { given } from '../support/given';
import { done, openTown, type Town } from '../support/town';

/**
 * The bugs that `npm run chaos -- --plant …` plants in the whole system, each in a town and with the one step that brings it
 * to light: what looks at a run must see them.
 */

let town: Town;
let engine: Engine | null = null;
afterEach(async () => {
  await engine?.stop();
  engine = null;
  await town.close();
});

const broken = (reports: InvariantReport[]): string[] =>
  reports.filter(({ faults }) => faults.length > 0).map(({ name }) => name);

async function plantedTown(plant: Plant): Promise<Town> {
  town = await openTown();
  if (plant.sql) {
    const url = new URL(given('TEST_POSTGRES_URL'));
    url.pathname = new URL(town.url).pathname;
    const superuser = new pg.Client({ connectionString: url.href });
    await superuser.connect();
    await superuser.query(plant.sql);
    await superuser.end();
  }
  return town;
}

/** Some approved applications, once nothing is left to be told. */
async function approvedOnes(many: number): Promise<void> {
  const { slug } = await town.programme();
  const operator = await town.user('operatore');
  for (let number = 0; number < many; number++)
    await town.approved(operator, await town.user('cittadino'), slug);
  await eventually(
    () => town.db.execute(sql`select id from outbox`),
    ({ rows }) => rows.length === 0,
  );
}

describe('the audit sees', () => {
  it('procedures that were not told, where there is no outbox', async () => {
    await plantedTown(plants['no-outbox']);
    engine = await startEngine(town.db, town.url);
    await approvedOnes(8);
    expect(broken(await compareLives(town.db, engine.temporal.client.workflow))).toEqual([
      'every workflow holds what the database holds',
    ]);
  });

  it('a message that an activity queued again', async () => {
    await plantedTown(plants['non-idempotent-activity']);
    const { slug } = await town.programme();
    const applicationId = await town.approved(
      await town.user('operatore'),
      await town.user('cittadino'),
      slug,
    );
    done(await issueVoucher(town.db, { applicationId }));
    const notice = {
      applicationId,
      notice: 'voucher-code',
      occasion: 'event-4',
      officeMail: 'u@example.org',
    } as const;
    done(await noticeApplication(town.db, notice));
    expect(broken(await checkInvariants(town.db))).toEqual([]);
    done(await noticeApplication(town.db, notice));
    expect(broken(await checkInvariants(town.db))).toEqual(['no occasion to send a code has two SMS']);
  });

  it('numbers of the register that a sequence gave away', async () => {
    await plantedTown(plants['sequence-for-the-protocol']);
    const { slug } = await town.programme();
    await town.submitted(await town.user('cittadino'), slug);
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    const undone = town.db.transaction(async (tx) => {
      done(await submitApplication(tx, citizen, { applicationId }));
      throw new Error('killed before the commit');
    });
    await expect(undone).rejects.toThrow('killed before the commit');
    expect(broken(await checkInvariants(town.db))).toEqual([]);
    done(await submitApplication(town.db, citizen, { applicationId }));
    expect(broken(await checkInvariants(town.db))).toEqual(['the register has no gap']);
  });

  it('procedures that others ran under their name', async () => {
    await import(moduleOf(plants['re-used-workflow-id'].before.worker));
    await plantedTown(plants['re-used-workflow-id']);
    engine = await startEngine(town.db, town.url);
    await approvedOnes(2);
    const { workflow } = engine.temporal.client;
    expect(
      broken([...(await compareLives(town.db, workflow)), ...(await compareTickets(town.db, workflow))]),
    ).toEqual(['every workflow holds what the database holds']);
  });

  it('a voucher below zero, and answers that no order explains, where spends do not wait for each other', async () => {
    await import(moduleOf(plants['check-dropped'].before.web));
    await plantedTown(plants['check-dropped']);
    const { slug } = await town.programme();
    const operator = await town.user('operatore');
    const { cashier } = await town.shop();
    // As many processes as pools: within one, spends are committed one group after the other.
    const processes = Array.from({ length: 6 }, () => openDatabase(town.url, 2));
    const unordered: string[] = [];
    for (let round = 0; round < 10; round++) {
      const applicationId = await town.approved(operator, await town.user('cittadino'), slug, 30_000);
      done(await issueVoucher(town.db, { applicationId }));
      const code = (await town.voucherCode(applicationId)) ?? '';
      const heard = await Promise.all(processes.map((db) => spend(db, cashier, code)));
      unordered.push(unexplained(heard.flat(), 30_000) ?? '');
    }
    await Promise.all(processes.map((db) => db.$client.end()));
    expect(unordered.filter(Boolean)).not.toEqual([]);
    expect(broken(await checkInvariants(town.db))).toContain('no account but the treasury is below zero');
  });
});

/** Spends most of a voucher; answers what a till would have heard. */
async function spend(
  db: Database,
  cashier: Parameters<typeof redeemVoucher>[1],
  code: string,
): Promise<Operation[]> {
  const [started, amountCents] = [performance.now(), 20_000];
  const outcome = await redeemVoucher(db, cashier, newId(), { code, amountCents }).catch(() => null);
  const times = { started, ended: performance.now() };
  const asked = { name: 'voucher spent', change: -amountCents, ...times };
  if (outcome === null) return [{ ...asked, outcome: 'unknown', told: null }];
  if (outcome.ok) return [{ ...asked, outcome: 'done', told: outcome.value.balanceCents }];
  const { error } = outcome;
  return error.code === 'insufficient-balance'
    ? [{ ...asked, outcome: 'refused', told: error.balanceCents }]
    : [];
}
