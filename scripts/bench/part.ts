import pg from 'pg';
import { migrate } from '../../db/migrate';
import type { EmbeddedPostgres } from '../stack/postgres';
import { step } from '../stack/progress';
import { fill } from './fill';

/** A part of the benchmarks: prints its lines and answers the bars it missed, in words. */
export type Part = (context: {
  databases: BenchDatabases;
  print: (line: string) => void;
}) => Promise<string[]>;

/** The databases that parts share, each filled the first time it is asked for. */
export interface BenchDatabases {
  /** The address of a database that holds so many applications. */
  ofSize: (applications: number) => Promise<string>;
}

export function benchDatabases({ url, adminUrl }: EmbeddedPostgres): BenchDatabases {
  const filled = new Map<number, string>();
  return {
    ofSize: async (size) => {
      const name = `bench_${size}`;
      const address = at(url, name);
      if (filled.has(size)) return address;
      await step(`A database of ${size.toLocaleString('en')} applications`, async () => {
        const admin = new pg.Client({ connectionString: adminUrl });
        await admin.connect();
        await admin.query(`create database ${name} owner buoni_spesa`);
        await admin.end();
        await migrate(address);
        await fill(at(adminUrl, name), size);
      });
      filled.set(size, address);
      return address;
    },
  };
}

function at(server: string, database: string): string {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.href;
}

/** Times of one thing done again and again, in milliseconds. */
export async function timesOf(times: number, act: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let done = 0; done < times; done++) {
    const started = performance.now();
    await act();
    taken.push(performance.now() - started);
  }
  return taken;
}

/** The time that so much of the times stay within; 0.5 is the median. */
export function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
