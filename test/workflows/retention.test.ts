import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeApplication } from '../../commands/application/close';
import { liftRetentionHold, placeRetentionHold } from '../../commands/retention/decide';
import { applications } from '../../db/schema/applications';
import { retentions } from '../../db/schema/retention';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { closedSince, retained } from '../support/retention';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let boss: User;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
  boss = await town.user('responsabile');
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

it('waits for the term, passes over what is held, and ends when the hold is lifted', async () => {
  const { id, slug } = await town.programme();
  const withdrawn = await Promise.all(
    [1, 2].map(async () => {
      const citizen = await town.user('cittadino');
      const applicationId = await town.submitted(citizen, slug);
      done(await closeApplication(town.db, citizen, { applicationId, as: 'withdrawn' }));
      return applicationId;
    }),
  );
  const erased = async () => {
    const rows = await town.db.select().from(applications).where(eq(applications.programmeId, id));
    return rows.filter(({ erasedAt }) => erasedAt !== null).map((row) => row.id);
  };
  const [held] = await town.db
    .select()
    .from(applications)
    .where(eq(applications.id, withdrawn[0] ?? ''));
  const holdId = newId();
  const registration = `${held?.registrationNumber}/${held?.registrationYear}`;
  done(
    await placeRetentionHold(town.db, boss, {
      programmeId: id,
      holdId,
      registration,
      reason: 'Causa civile',
    }),
  );
  await closedSince(town, boss, id, 13);
  const handle = await engine.handle('retention', id);
  await eventually(
    async () => (await handle.describe().catch(() => null))?.status.name,
    (status) => status === 'RUNNING',
  );
  expect(await erased()).toEqual([]);
  await retained(town, boss, id, 12);
  await eventually(erased, (ids) => ids.length === 1);
  expect(await erased()).toEqual([withdrawn[1]]);
  done(await liftRetentionHold(town.db, boss, { programmeId: id, holdId }));
  await handle.result();
  expect((await erased()).length).toBe(2);
  const [retention] = await town.db.select().from(retentions).where(eq(retentions.programmeId, id));
  expect(retention).toMatchObject({ erased: 2, doneAt: expect.any(Date) as Date });
  await keepHistory('retention-held-and-finished', handle);
});
