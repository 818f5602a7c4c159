import { inArray, sql } from 'drizzle-orm';
import { openDatabase, type Database } from '../../db/client';
import { worklistCounts } from '../../db/queries/worklist/counts';
import type { WorklistFilters } from '../../db/queries/worklist/conditions';
import { sortings, worklist, type Sorting } from '../../db/queries/worklist/page';
import { applications } from '../../db/schema/applications';
import { quantile, timesOf, type Part } from './part';
import { filtersOf } from './worklist-filters';

const sizes = [10_000, 1_000_000] as const;
const rounds = Number(process.env.ROUNDS ?? 5);
/** A page of any filter, in milliseconds at p95, and how many times what it is with a hundredth of the applications. */
const bar = { p95: 50, ratio: 3 };

const orders: Sorting[] = sortings.flatMap((by) => [true, false].map((descending) => ({ by, descending })));

/** Every filter of the screen, alone and with others, in every order, through the screen's own queries. */
export const worklistBench: Part = async ({ databases, print }) => {
  const [small, large] = [
    await measure(await databases.ofSize(sizes[0])),
    await measure(await databases.ofSize(sizes[1])),
  ];
  const missed: string[] = [];
  for (const [label, times] of large.filters) {
    const p95 = quantile(times, 0.95);
    const ratio = quantile(times, 0.5) / quantile(small.filters.get(label) ?? [], 0.5);
    print(
      `${label.padEnd(44)} p50 ${ms(quantile(times, 0.5))} p95 ${ms(p95)} ratio ${ratio.toFixed(1)} floor ${ms(quantile(large.floor, 0.5))}`,
    );
    if (p95 >= bar.p95) missed.push(`${label}: p95 ${ms(p95)} is not under ${bar.p95} ms`);
  }
  const [all, before] = [[...large.filters.values()].flat(), [...small.filters.values()].flat()];
  const ratio = quantile(all, 0.95) / quantile(before, 0.95);
  print(
    `all ${sizes[1]} p50 ${ms(quantile(all, 0.5))} p95 ${ms(quantile(all, 0.95))} ratio ${ratio.toFixed(1)} floor ${ms(quantile(large.floor, 0.5))}`,
  );
  print(
    `all ${sizes[0]} p50 ${ms(quantile(before, 0.5))} p95 ${ms(quantile(before, 0.95))} floor ${ms(quantile(small.floor, 0.5))}`,
  );
  if (ratio >= bar.ratio) missed.push(`the ratio ${ratio.toFixed(1)} is not under ${bar.ratio}`);
  return missed;
};

const ms = (time: number): string => `${time.toFixed(1)} ms`;

/** Times of each filter over all orders, and of the floor: 25 rows by their primary key through the same client. */
async function measure(url: string): Promise<{ filters: Map<string, number[]>; floor: number[] }> {
  const db = openDatabase(url, 1);
  try {
    const filters = new Map<string, number[]>();
    const floor: number[] = [];
    const ids = (await worklist(db, {})).rows.map(({ id }) => id);
    const chosen = await filtersOf(db);
    await warm(db, chosen);
    for (const [label, each] of chosen) {
      const times: number[] = [];
      for (const order of orders) times.push(...(await timesOf(rounds, () => worklist(db, each, order))));
      filters.set(label, times);
      floor.push(
        ...(await timesOf(rounds, () => db.select().from(applications).where(inArray(applications.id, ids)))),
      );
    }
    filters.set(
      'counts of states and phases',
      await timesOf(rounds * orders.length, () => worklistCounts(db)),
    );
    return { filters, floor };
  } finally {
    await db.$client.end();
  }
}

/** A server that has run for a day has its indexes in memory. */
async function warm(db: Database, chosen: readonly (readonly [string, WorklistFilters])[]): Promise<void> {
  await db.execute(sql`select count(*) from applications where registered_at > '-infinity'`);
  for (const [, each] of chosen) for (const order of orders) await worklist(db, each, order);
}
