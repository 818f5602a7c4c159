import { Worker } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueVoucher } from '../../commands/voucher/issue';
import { messages } from '../../db/schema/delivery';
import { eventually, startEngine, type Engine } from '../support/engine';
import { given } from '../support/given';
import { keepHistory, openedHistory } from '../support/histories';
import { done, openTown, type Town } from '../support/town';

let town: Town;
let engine: Engine;

beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const applicants = 12;

/**
 * A worker that comes back finds procedures whose events all wait for it. What it does then, messages and voucher at once,
 * must be told in the same order when the procedure is replayed on another worker, or it stands still for ever.
 */
it('procedures that hear of everything at once are continued by every worker', async () => {
  const { slug } = await town.programme();
  const operator = await town.user('operatore');
  const ids = await Promise.all(
    Array.from({ length: applicants }, async () => {
      const id = await town.approved(operator, await town.user('cittadino'), slug);
      done(await issueVoucher(town.db, { applicationId: id }));
      return id;
    }),
  );
  engine = await startEngine(town.db, town.url);
  await eventually(
    () => town.db.$count(messages, eq(messages.status, 'inviato')),
    (sent) => sent >= applicants * 3,
    60_000,
  );
  const workflowBundle = { codePath: given('TEST_WORKFLOW_BUNDLE') };
  for (const id of ids) {
    const handle = await engine.handle('application', id);
    const history = JSON.parse(await openedHistory(handle)) as unknown;
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).resolves.toBeUndefined();
  }
  await keepHistory('application-heard-at-once', await engine.handle('application', ids[0]!));
}, 120_000);
