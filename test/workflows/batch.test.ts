import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmBatch } from '../../commands/batch/choose';
import { prepareDecisions } from '../../commands/batch/prepare-chosen';
import { openDatabase } from '../../db/client';
import { batches, batchRows } from '../../db/schema/batches';
import { outbox } from '../../db/schema/delivery';
import { eventually, startEngine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { done, openTown, type Town } from '../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const rowsDone = async (batchId: string): Promise<number> => {
  const rows = await town.db.select().from(batchRows).where(eq(batchRows.batchId, batchId));
  return rows.filter(({ state }) => state === 'fatta').length;
};

const ended = async (batchId: string) =>
  (await town.db.select().from(batches).where(eq(batches.id, batchId)))[0]?.finishedAt ?? null;

it('a batch is worked off to its end though a worker dies in the middle: every row once', async () => {
  const { slug } = await town.programme();
  const ids: string[] = [];
  for (let each = 0; each < 8; each++) ids.push(await town.submitted(await town.user('cittadino'), slug));
  const operator = await town.user('operatore');
  const decision = { outcome: 'approvata' as const };
  const { batchId } = done(await prepareDecisions(town.db, operator, { applicationIds: ids, decision }));
  // Slow enough to be interrupted.
  await town.db.execute(sql`
    create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(0.2); return new; end $$`);
  await town.db.execute(
    sql`create trigger slow before insert on decisions for each row execute function linger()`,
  );
  // The procedures of the applications are not what this is about.
  await town.db.delete(outbox);

  const doomedDatabase = openDatabase(town.url);
  const doomed = await startEngine(doomedDatabase, town.url);
  done(await confirmBatch(town.db, operator, { batchId }));
  await eventually(
    () => rowsDone(batchId),
    (count) => count >= 2,
  );
  // As a process that is killed: its transactions are gone at once, and what it would say next is never said.
  await town.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike '%decisions%' and pid <> pg_backend_pid()`);
  await doomedDatabase.$client.end();
  const interrupted = await rowsDone(batchId);
  expect(interrupted).toBeLessThan(ids.length);
  await doomed.stop();

  const engine = await startEngine(town.db, town.url);
  const handle = await engine.handle('batch', batchId);
  await handle.result();
  expect(await ended(batchId)).not.toBeNull();
  const states = await town.db.execute(sql`
    select state, count(*)::int as rows, sum(decided)::int as decided from (
      select state, (select count(*) from decisions d where d.application_id = r.application_id) as decided
      from batch_rows r where batch_id = ${batchId}) each group by state`);
  expect(states.rows).toEqual([{ state: 'fatta', rows: ids.length, decided: ids.length }]);
  await keepHistory('batch-done', handle);
  await engine.stop();
}, 60_000);
