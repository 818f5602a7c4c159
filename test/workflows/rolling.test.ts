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
let town: Town;

beforeAll(async () => {
  town = await openTown();
  // What the second version does otherwise: one act more when a voucher begins, for procedures that come there from now on.
  const code = await changedWorkflows(
    {
      file: 'application/voucher.ts',
      from: '  await file.issueVoucher();',
      to: "  if (patched('voucher-after-catching-up')) await file.caughtUp(new Date(0).toISOString());\n  await file.issueVoucher();",
    },
    {
      file: 'application/voucher.ts',
      from: 'import',
      to: "import { patched } from '@temporalio/workflow';\nimport",
    },
  );
  writeFileSync(path.join(folder, 'second.js'), code);
});
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true });
});

/** A worker with its relay, in a version. */
const version = (buildId: string, codePath?: string): Promise<Engine> =>
  startEngine(town.db, town.url, {
    buildId,
    server: temporal().then((server) => (codePath ? { ...server, codePath } : server)),
  });

it('procedures that are under way go on in the next version, none is lost, and nothing stands still', async () => {
  const { slug } = await town.programme(rulesWith({ terms: { voidWindow: 'PT1S' } }));
  const operator = await town.user('operatore');
  const { cashier } = await town.shop();
  const approved = async () => town.approved(operator, await town.user('cittadino'), slug);
  const coded = (id: string) =>
    eventually(
      () => town.voucherCode(id),
      (code) => code !== null,
    );
  const spend = async (id: string) =>
    done(
      await redeemVoucher(town.db, cashier, newId(), { code: (await coded(id)) ?? '', amountCents: 30_000 }),
    );
  const lived = async (engine: Engine, id: string): Promise<string[]> => {
    const handle = await engine.handle('application', id);
    await handle.result();
    const { events } = await handle.fetchHistory();
    const versions = (events ?? []).flatMap(
      ({ workflowTaskCompletedEventAttributes: done }) => done?.deploymentVersion?.buildId ?? [],
    );
    return versions.filter((each, at) => each !== versions[at - 1]);
  };

  const first = await version('first');
  const { workflow } = first.temporal.client;
  // The engine hears of a version by its first workers.
  await eventually(
    () => makeCurrent(workflow, 'first').then(() => 'made', String),
    (said) => said === 'made',
  );
  const [early, between] = [await approved(), await approved()];
  await coded(early);
  await coded(between);

  // The next version runs beside it, and is given nothing yet: neither procedures nor the outbox.
  const second = await version('second', path.join(folder, 'second.js'));
  const beside = await approved();
  await spend(beside);
  expect(await lived(first, beside)).toEqual(['first']);

  await eventually(
    () => makeCurrent(workflow, 'second').then(() => 'made', String),
    (said) => said === 'made',
  );
  expect(await currentVersion(workflow)).toBe('second');
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

  await expect(makeCurrent(second.temporal.client.workflow, 'third')).rejects.toThrow();
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
  const { workflow } = third.temporal.client;
  await eventually(
    () => makeCurrent(workflow, 'third').then(() => 'made', String),
    (said) => said === 'made',
  );
  await eventually(
    () => town.db.$count(outbox),
    (left) => left === 0,
  );
  await makeCurrent(workflow, null);
  expect(await currentVersion(workflow)).toBeNull();
  await third.stop();
});
