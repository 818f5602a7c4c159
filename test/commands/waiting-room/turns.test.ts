import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callTurns, forgetTurns, keepTurns, type Waiting } from '../../../commands/waiting-room/turns';
import { openDatabase, type Database } from '../../../db/client';
import { figures } from '../../../db/queries/figures';
import { readQueue } from '../../../db/queries/waiting-room';
import { waitingTurns } from '../../../db/schema/waiting-room';
import { placesAhead, waitingIn } from '../../../domain/waiting-room/queue';
import { createDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
/** Two web processes, each with a pool of its own. */
let processes: [Database, Database];

beforeAll(async () => {
  database = await createDatabase();
  processes = [openDatabase(database.url, 3), openDatabase(database.url, 3)];
});
afterAll(async () => {
  for (const each of processes) await each.$client.end();
  await database.drop();
});
beforeEach(async () => {
  await processes[0].execute(sql`truncate waiting_turns`);
  await processes[0].execute(
    sql`update waiting_room set called = 0, calls = 0, horizon = 0, moved_at = 'epoch', density = 0`,
  );
});

const somebody = (arrivedAt: number): Waiting => ({
  holder: randomBytes(16),
  arrivedAt,
  turn: arrivedAt,
  seenAt: new Date(),
});
const people = (count: number, from = 1_000): Waiting[] =>
  Array.from({ length: count }, (_, index) => somebody(from + index));

/** Calls so many, at a pace at which a hundred are wanted. */
const call = (db: Database, count: number, opening: number | null = null, settled = Date.now() * 1_000) =>
  callTurns(db, { count, opening, settled, perSecond: 100 / 15 });

describe('a queue of several processes', () => {
  it('is one order, whichever of them wrote who came', async () => {
    const all = people(60);
    await Promise.all(
      processes.map((db, which) =>
        keepTurns(
          db,
          all.filter((_, index) => index % 2 === which),
          null,
        ),
      ),
    );
    for (const db of processes) {
      const queue = await readQueue(db, null);
      expect(waitingIn(queue)).toBe(60);
      expect(all.map(({ turn }) => placesAhead(queue, turn))).toEqual(all.map((_, index) => index));
    }
  });

  it('calls each once, in order, however the processes call at the same time', async () => {
    await keepTurns(processes[0], people(100), null);
    await Promise.all(Array.from({ length: 20 }, (_, time) => call(processes[time % 2 ? 1 : 0], 4, null)));
    const queue = await readQueue(processes[1], null);
    expect(queue).toMatchObject({ called: 1_079, calls: 80 });
    expect(waitingIn(queue)).toBe(20);
  });

  it('is written by both at once, the same people too, without waiting for each other in a ring', async () => {
    const all = people(300);
    for (let round = 0; round < 5; round++)
      await Promise.all(processes.map((db, which) => keepTurns(db, which ? all : all.toReversed(), null)));
    expect(waitingIn(await readQueue(processes[0], null))).toBe(300);
  });

  it('tells a long order by few marks', async () => {
    await keepTurns(processes[0], people(4_000), null);
    const queue = await readQueue(processes[0], null);
    expect(queue.marks.length).toBeLessThan(600);
    expect(waitingIn(queue)).toBe(4_000);
    expect(placesAhead(queue, 3_000)).toBeGreaterThanOrEqual(2_000);
    expect(placesAhead(queue, 3_000)).toBeLessThan(2_010);
  });
});

describe('one person', () => {
  it('has one place, the earlier, with whatever browser they come back', async () => {
    const first = somebody(5_000);
    expect(await keepTurns(processes[0], [first], null)).toEqual([]);
    const again = { ...first, arrivedAt: 9_000, turn: 9_000 };
    const { seenAt: _, ...place } = first;
    expect(await keepTurns(processes[1], [again], null)).toEqual([place]);
    expect(waitingIn(await readQueue(processes[0], null))).toBe(1);
    expect((await processes[0].select().from(waitingTurns))[0]).toMatchObject({
      arrivedAt: 5_000,
      turn: 5_000,
    });
  });

  it('stands where the lot put them once the applications open', async () => {
    const opening = 10;
    const before = somebody(9_000);
    await keepTurns(processes[0], [before], null);
    const drawn = { ...before, turn: 15_000 };
    await keepTurns(processes[0], [drawn], opening);
    expect((await processes[0].select().from(waitingTurns))[0]).toMatchObject({ turn: 15_000 });
  });
});

describe('the calls', () => {
  it('pass over who has gone, and who comes back is in', async () => {
    const [gone, here] = [somebody(2_000), somebody(3_000)];
    await keepTurns(processes[0], [gone, here], null);
    await processes[0].execute(
      sql`update waiting_turns set seen_at = now() - interval '10 minutes' where turn = 2000`,
    );
    await call(processes[0], 1);
    expect(await readQueue(processes[0], null)).toMatchObject({ called: 3_000, calls: 1, marks: [] });
  });

  it('count those who come again soon, and pass nobody who comes later', async () => {
    const all = people(6);
    const late = new Date(Date.now() + 120_000);
    const waits = all.map((each, index) => (index < 3 ? { ...each, seenAt: late } : each));
    await keepTurns(processes[0], waits, null);
    await call(processes[0], 2);
    const queue = await readQueue(processes[0], null);
    expect(queue).toMatchObject({ called: 1_004, calls: 2 });
    expect(waitingIn(queue)).toBe(1);
  });

  it('call nobody where all come later', async () => {
    const later = { ...somebody(2_000), seenAt: new Date(Date.now() + 120_000) };
    await keepTurns(processes[0], [later], null);
    await call(processes[0], 5);
    expect(await readQueue(processes[0], null)).toMatchObject({ called: 0, calls: 5 });
  });

  it('do not go back to turns of before an opening', async () => {
    await keepTurns(processes[0], [somebody(2_000), somebody(30_000)], null);
    await call(processes[0], 1, 20);
    expect(await readQueue(processes[0], 20)).toMatchObject({ called: 30_000, calls: 1 });
  });

  it('call nobody where nobody waits', async () => {
    await call(processes[0], 5);
    expect(await readQueue(processes[0], null)).toMatchObject({ called: 0, marks: [] });
  });
});

describe('the horizon', () => {
  const second = 1_000_000;
  const start = Date.now() * 1_000 - 3_600 * second;
  /** Those of so many seconds, one after the other, ten each. */
  const arrivals = (from: number, seconds: number): Waiting[] =>
    Array.from({ length: seconds * 10 }, (_, index) =>
      somebody(start + from * second + index * (second / 10)),
    );
  const horizon = async (): Promise<number> =>
    ((await readQueue(processes[1], null)).horizon - start) / second;
  const horizonAt = (seconds: number) =>
    processes[0].execute(
      sql`update waiting_room set horizon = ${start + seconds * second}::bigint, moved_at = now() - interval '1 minute'`,
    );

  it('goes to the present moment while few wait, so that everybody takes a place', async () => {
    await keepTurns(processes[0], arrivals(0, 2), null);
    await call(processes[0], 1);
    expect(await horizon()).toBeGreaterThan(3_599);
  });

  it('stands while a hundred wait before it, whom fifteen seconds will call, and nobody is called who came after those that have settled', async () => {
    await keepTurns(processes[0], [...arrivals(0, 10), ...arrivals(20, 5)], null);
    await horizonAt(10);
    await call(processes[0], 150, null, start + 9 * second);
    expect(await horizon()).toBe(10);
    const { called } = await readQueue(processes[0], null);
    expect(called).toBe(start + 9 * second);
  });

  it('goes on by as many as are missing, told by how many of the last ten seconds stayed, and waits for them', async () => {
    await keepTurns(processes[0], arrivals(0, 10), null);
    await horizonAt(10);
    await processes[0].execute(sql`update waiting_room set called = ${start + 5 * second}::bigint`);
    for (let time = 0; time < 3; time++) await call(processes[time % 2 ? 1 : 0], 0);
    // A hundred are wanted, 49 wait after the last who was called, 99 of the last ten seconds stayed.
    expect(await horizon()).toBeCloseTo(10 + 51 / 9.9, 5);
    expect(await readQueue(processes[0], null)).toMatchObject({ density: 9.9 });
  });

  it('has those counted who came after it, as far as those before it tell', async () => {
    await keepTurns(processes[0], [...arrivals(0, 10), ...arrivals(20, 5)], null);
    await horizonAt(10);
    const people = async () => (await figures(processes[0])).waitingRoom;
    expect(await people()).toBe(150);
    await processes[0].execute(sql`update waiting_room set density = 10`);
    expect(await people()).toBeGreaterThan(100 + 35_900);
    expect(await people()).toBeLessThan(100 + 36_500);
    await processes[0].execute(sql`truncate waiting_turns`);
    expect(await people()).toBe(0);
  });

  it('is after all who draw a lot', async () => {
    const opening = start / 1_000 - 5_000;
    expect((await readQueue(processes[0], opening)).horizon).toBe((opening + 10_000) * 1_000);
  });
});

it('who has not been here for a day is forgotten', async () => {
  await keepTurns(processes[0], [somebody(2_000), somebody(3_000)], null);
  await processes[0].execute(
    sql`update waiting_turns set seen_at = now() - interval '25 hours' where turn = 2000`,
  );
  await forgetTurns(processes[0]);
  expect(await processes[0].select({ turn: waitingTurns.turn }).from(waitingTurns)).toEqual([
    { turn: 3_000 },
  ]);
});
