import type { WorkflowHandle } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { announceFunds } from '../../commands/programme/replenish';
import { move } from '../../commands/ledger';
import { stateQuery, type ApplicationState } from '../../workflows/application/messages';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { temporal } from '../support/temporal';
import { ownTemporal, type OwnTemporal } from '../support/temporal-server';
import { done, openTown, type Town } from '../support/town';
import { applied, approve, listedRules, waiting } from '../support/waiting';

let town: Town;
let server: OwnTemporal;
let engine: Engine;

beforeAll(async () => {
  town = await openTown();
  server = await ownTemporal('limit.historyCount.suggestContinueAsNew=100');
  await server.start();
  engine = await startEngine(town.db, town.url, { server: temporal(server.address, 'default') });
});
afterAll(async () => {
  await engine.stop();
  await server.remove();
  await town.close();
});

it('goes on as new when its history has grown long, and forgets nothing', async () => {
  const { slug } = await town.programme();
  const id = await town.approved(await town.user('operatore'), await town.user('cittadino'), slug);
  await eventually(
    () => town.voucherCode(id),
    (code) => code !== null,
  );
  const handle = await engine.handle('application', id);
  const firstRun = (await handle.describe()).runId;
  const state = () => handle.query<ApplicationState>(stateQuery);
  const { eventNumber } = await eventually(state, ({ life }) => life?.voucher !== null);

  const closesAt = new Date(Date.now() + 3_600_000).toISOString();
  const rounds = 30;
  for (let round = 1; round <= rounds; round++) {
    const number = eventNumber + round * 2;
    await handle.signal('voucher-exhausted', { kind: 'voucher-exhausted', closesAt, number: number - 1 });
    await handle.signal('voucher-replenished', { kind: 'voucher-replenished', number });
    await eventually(state, (now) => now.eventNumber === number);
  }
  const later = await state();
  expect(later.life).toMatchObject({ status: 'approvata', voucher: { status: 'attivo' } });
  expect((await handle.describe()).runId).not.toBe(firstRun);
  await keepRuns('application', handle, firstRun);
}, 90_000);

it('keeps serving a waiting list when its history has grown long', async () => {
  const { id, slug } = await town.programme(listedRules(30_000));
  const operator = await town.user('operatore');
  done(await approve(town, operator, await applied(town, slug, 1)));
  const last = await applied(town, slug, 2);
  done(await approve(town, operator, last));
  const announce = (amountCents: number, occasion: string) =>
    town.db.transaction(async (tx) => {
      const businessKey = `allocation:${id}:${occasion}`;
      await move(tx, { kind: 'allocation', from: id, to: id, amountCents, businessKey });
      await announceFunds(tx, id);
    });
  await announce(1, 'first');
  const handle = await engine.handle('programme', id);
  const describe = () => handle.describe().catch(() => null);
  const firstRun = (await eventually(describe, (run) => run !== null))?.runId;
  for (let round = 1; round <= 80; round++) {
    await handle.signal('fund-replenished', { kind: 'fund-replenished', number: 1 + round });
  }
  await eventually(describe, (run) => run?.runId !== firstRun);
  // The signals above took numbers the database has not given: the next real one is beyond them.
  await town.db.execute(
    sql`insert into programme_events (programme_id, number, kind) values (${id}, 81, 'fund-replenished')`,
  );
  await announce(29_999, 'enough');
  await eventually(
    () => waiting(town, id),
    (ids) => ids.length === 0,
  );
  await keepRuns('programme', handle, firstRun);
}, 60_000);

/** The run that ended by going on as new, and the one that went on with what it had handed over. */
async function keepRuns(process: string, handle: WorkflowHandle, firstRun = ''): Promise<void> {
  const first = engine.temporal.client.workflow.getHandle(handle.workflowId, firstRun);
  await keepHistory(`${process}-continued-as-new`, first);
  await keepHistory(`${process}-carried`, handle);
}
