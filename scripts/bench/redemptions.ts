import os from 'node:os';
import { buildWeb } from '../stack/build';
import { step } from '../stack/progress';
import { figures, p99, type Client } from './load';
import { at, execute, quantile, type Part } from './part';
import { created, floorCall, spend, spendsOf } from './redemptions-calls';
import { buildFloor, serve } from './redemptions-servers';
import { fillTown, type BenchTown } from './redemptions-town';

/** Tills that call at once, the vouchers they fight for, and how long each of the two is called in turn. */
const atOnce = 64;
const contested = 10;
const rounds = Number(process.env.ROUNDS ?? 7);
const roundMs = Number(process.env.ROUND_MS ?? 4_000);

const bar = { throughput: 0.9, p99: 3 };

/**
 * Spends over HTTP beside the floor: a bare Next route handler that commits one row. Both are production builds of their
 * own process, on one durable PostgreSQL through the same pool, called in turns by the same client.
 */
export const redemptionsBench: Part = async ({ stack, print }) => {
  await buildWeb();
  await step('Building the floor', buildFloor);
  const { url, adminUrl } = await step('A durable PostgreSQL', () => stack.postgres({ durable: true }));
  const town = await step('A town with tills and vouchers', () => fillTown(url, at(adminUrl, 'buoni_spesa')));
  await execute(
    url,
    'create table floor (id bigint generated always as identity primary key, body jsonb not null, at timestamptz not null default now())',
  );
  const { floor, till } = await step('Web and floor', () => serve(stack, url, atOnce));
  const missed: string[] = [];

  const spends = spendsOf(town, contested);
  const ratios: { throughput: number; p99: number }[] = [];
  await floor.load(1_500, () => floorCall, created);
  await till.load(1_500, spends.next, spends.heard);
  for (let round = 1; round <= rounds; round++) {
    const least = await floor.load(roundMs, () => floorCall, created);
    const reached = await till.load(roundMs, spends.next, spends.heard);
    const ratio = { throughput: reached.perSecond / least.perSecond, p99: p99(reached) / p99(least) };
    ratios.push(ratio);
    print(
      `round ${round} spends ${figures(reached)} floor ${figures(least)} ratio ${ratio.throughput.toFixed(2)} p99 ratio ${ratio.p99.toFixed(2)} load ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
    );
  }
  const throughput = quantile(
    ratios.map((ratio) => ratio.throughput),
    0.5,
  );
  const slowest = quantile(
    ratios.map((ratio) => ratio.p99),
    0.5,
  );
  print(`median ratio ${throughput.toFixed(2)} p99 ratio ${slowest.toFixed(2)}`);
  if (throughput < bar.throughput)
    missed.push(`spends reach ${throughput.toFixed(2)} of the floor, not ${bar.throughput}`);
  if (slowest >= bar.p99)
    missed.push(`the p99 of spends is ${slowest.toFixed(2)} times the floor's, not under ${bar.p99}`);
  missed.push(...(await fight(till, town, url, print)));
  for (const client of [floor, till]) client.close();
  return missed;
};

/** Every till asks for a part of every contested voucher, all at once: together many times what the vouchers hold. */
async function fight(
  client: Client,
  town: BenchTown,
  url: string,
  print: (line: string) => void,
): Promise<string[]> {
  const vouchers = town.vouchers.slice(0, contested);
  const answers = await Promise.all(
    town.keys
      .slice(0, atOnce)
      .flatMap((key) =>
        vouchers.map((voucher) => client.post(spend(voucher, key, 1 + Math.floor(Math.random() * 3_000)))),
      ),
  );
  const count = (status: number): number => answers.filter((answer) => answer.status === status).length;
  const { rows } = await execute(url, overspent);
  const [{ overspent: wrong, cents } = { overspent: Number.NaN, cents: Number.NaN }] = rows as {
    overspent: number;
    cents: number;
  }[];
  print(
    `fight ${answers.length} spends by ${atOnce} tills on ${contested} vouchers: ${count(201)} made, ${count(409)} refused, ${count(429)} put off, ${wrong} overspent`,
  );
  const faults = answers.length - count(201) - count(409) - count(429);
  return [
    ...(wrong === 0 ? [] : [`${wrong} vouchers were overspent`]),
    ...(cents === 0 ? [] : [`the ledger is out by ${cents} cents`]),
    ...(faults === 0 ? [] : [`${faults} spends of the fight failed`]),
  ];
}

/** Vouchers of which more was spent than was issued, or whose balance is not the rest; and the sum of all accounts. */
const overspent = `
  select (select count(*)::int from vouchers v join accounts a on a.id = v.account_id
    where a.balance_cents <> issued_cents - coalesce((select sum(amount_cents) from redemptions where voucher_id = v.id), 0)
      or a.balance_cents < 0) as overspent,
    (select sum(balance_cents)::int from accounts) as cents`;
