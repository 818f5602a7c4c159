import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { messages, outbox } from '../../db/schema/delivery';
import { currentVersion, makeCurrent } from '../../relay/version';
import { eventually, startEngine, type Engine } from '../support/engine';
import { changedWorkflows } from '../support/changed-workflows';
import { rulesWith } from '../support/rules';
import { temporal } from '../support/temporal';
import { done, openTown, type Town } from '../support/town';

const folder = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-rolling-'));
const changed = path.join(folder, 'changed.js');
const wrong = path.join(folder, 'wrong.js');
let town: Town;

beforeAll(async () => {
  town = await openTown();
  const file = 'application/voucher.ts';
  const from = '  await file.issueVoucher();';
  const act = 'await file.caughtUp(new Date(0).toISOString());';
  // One act more when a voucher begins: for procedures that come there from now on, and, wrongly, for all.
  const named = { file, from, to: `if (patched('first-caught-up')) ${act}\n${from}` };
  const imported = {
    file,
    from: 'import',
    to: "import { patched } from '@temporalio/workflow';\nimport",
  };
  writeFileSync(changed, await changedWorkflows(named, imported));
  writeFileSync(wrong, await changedWorkflows({ file, from, to: `${act}\n${from}` }));
});
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true });
});

/** Gives the procedures to a version, as soon as the engine has heard of it by its first workers. */
const give = ({ temporal: { client } }: Engine, buildId: string): Promise<string> =>
  eventually(
    () => makeCurrent(client.workflow, buildId).then(() => 'given', String),
    (said) => said === 'given',
  );

/** A worker with its relay, in a version. */
const version = (buildId: string, codePath?: string): Promise<Engine> =>
  startEngine(town.db, town.url, {
    buildId,
    server: temporal().then((server) => (codePath ? { ...server, codePath } : server)),
  });

/** People and a programme whose spent vouchers close after a second. */
async function openOffice() {
  const { slug } = await town.programme(rulesWith({ terms: { voidWindow: 'PT1S' } }));
  const operator = await town.user('operatore');
  const { cashier } = await town.shop();
  const codeOf = (id: string) =>
    eventually(
      () => town.voucherCode(id),
      (code) => code !== null,
    );
  return {
    /** The id of an application whose voucher has been issued, or is about to be. */
    approved: async () => town.approved(operator, await town.user('cittadino'), slug),
    codeOf,
    /** Spends the whole voucher, which ends the procedure. */
    spend: async (id: string) => {
      const request = { code: (await codeOf(id)) ?? '', amountCents: 30_000 };
      done(await redeemVoucher(town.db, cashier, newId(), request));
    },
  };
}

/** The versions in which a procedure was, until its end. */
async function lived(engine: Engine, id: string): Promise<string[]> {
  const handle = await engine.handle('application', id);
  await handle.result();
  const { events } = await handle.fetchHistory();
  const versions = (events ?? []).flatMap(
    ({ workflowTaskCompletedEventAttributes: task }) => task?.deploymentVersion?.buildId ?? [],
  );
  return versions.filter((each, at) => each !== versions[at - 1]);
}

it('procedures that are under way go on in the next version, none is lost, and nothing stands still', async () => {
  const { approved, codeOf, spend } = await openOffice();
  const first = await version('first');
  await give(first, 'first');
  const [early, between] = [await approved(), await approved()];
  await codeOf(early);
  await codeOf(between);

  // The next version runs beside it, and is given nothing yet: neither procedures nor the outbox.
  const second = await version('second', changed);
  const beside = await approved();
  await spend(beside);
  expect(await lived(first, beside)).toEqual(['first']);

  await give(second, 'second');
  expect(await currentVersion(second.temporal.client.workflow)).toBe('second');
  await spend(early);
  expect(await lived(second, early)).toEqual(['first', 'second']);
  await first.stop();
  await spend(between);
  const late = await approved();
  await spend(late);
  expect(await lived(second, between)).toEqual(['first', 'second']);
  expect(await lived(second, late)).toEqual(['second']);

  await eventually(
    () => town.db.$count(outbox),
    (waiting) => waiting === 0,
  );
  expect(await town.db.$count(messages, eq(messages.kind, 'voucher-code'))).toBe(4);
  expect(await town.db.$count(messages, eq(messages.status, 'in coda'))).toBe(0);
  await expect(makeCurrent(second.temporal.client.workflow, 'never-run')).rejects.toThrow();
  await second.stop();
}, 120_000);

it('a version whose turn has not come leaves the outbox alone', async () => {
  const { slug } = await town.programme();
  const third = await version('third');
  await town.submitted(await town.user('cittadino'), slug);
  const waiting = await town.db.$count(outbox);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(waiting).toBeGreaterThan(0);
  expect(await town.db.$count(outbox)).toBe(waiting);
  await give(third, 'third');
  await eventually(
    () => town.db.$count(outbox),
    (left) => left === 0,
  );
  await makeCurrent(third.temporal.client.workflow, null);
  expect(await currentVersion(third.temporal.client.workflow)).toBeNull();
  await third.stop();
});

it('a version that cannot continue what is under way is taken back, and everything goes on', async () => {
  const { approved, codeOf, spend } = await openOffice();
  const good = await version('good');
  await give(good, 'good');
  const id = await approved();
  await codeOf(id);

  const bad = await version('bad', wrong);
  await give(bad, 'bad');
  await spend(id);
  const handle = await bad.handle('application', id);
  await eventually(
    async () => (await handle.describe()).raw.pendingWorkflowTask?.attempt ?? 0,
    (attempt) => attempt > 2,
  );
  const { events } = await handle.fetchHistory();
  expect(events?.at(-1)?.workflowTaskFailedEventAttributes).toBeTruthy();

  await give(good, 'good');
  expect(await lived(good, id)).toEqual(['good']);
  await bad.stop();
  await good.stop();
}, 120_000);
