import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/stack/ports';
import { isDatabaseAway, openDatabase } from '../../db/client';
import { openTown, type Town } from '../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(2);
});
afterAll(() => town.close());

const faultOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => null,
    (fault: unknown) => fault,
  );

it('a session that the server ends, and a server that is not there, are told from a wrong statement', async () => {
  const ended = town.db.transaction((tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`));
  expect(isDatabaseAway(await faultOf(ended))).toBe(true);
  const nowhere = openDatabase(`postgres://nobody@127.0.0.1:${await freePort()}/nothing`, 1);
  expect(isDatabaseAway(await faultOf(nowhere.execute(sql`select 1`)))).toBe(true);
  await nowhere.$client.end();
  expect(isDatabaseAway(await faultOf(town.db.execute(sql`select 1 / 0`)))).toBe(false);
  // The pool is whole again by itself.
  expect((await town.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
});

it('a connection that dies before the first word of its transaction leaves its place to the next', async () => {
  const db = openDatabase(town.url, 2);
  const breakIt = (client: { connection?: { stream: { destroy: () => void } } }) =>
    client.connection?.stream.destroy();
  db.$client.on('acquire', breakIt as () => void);
  for (let time = 0; time < 4; time++) {
    const lost = await faultOf(db.transaction((tx) => tx.execute(sql`select 1`)));
    expect(isDatabaseAway(lost)).toBe(true);
  }
  db.$client.off('acquire', breakIt as () => void);
  const { rows } = await db.transaction((tx) => tx.execute(sql`select 1 as one`));
  expect(rows).toEqual([{ one: 1 }]);
  await db.$client.end();
});
