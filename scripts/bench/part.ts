import path from 'node:path';
import pg from 'pg';
import { startPostgres, type EmbeddedPostgres, type PostgresOptions } from '../stack/postgres';
import type { Processes } from '../stack/processes';
import { step } from '../stack/progress';
import { openState } from '../stack/state';
import { fill } from './fill';
import { migrate } from '../../db/migrate';

/** A part of the benchmarks: prints its lines and answers the bars it missed, in words. */
export type Part = (context: {
  databases: BenchDatabases;
  stack: BenchStack;
  print: (line: string) => void;
}) => Promise<string[]>;

/** What parts start of their own; all of it ends with the command. */
export interface BenchStack {
  processes: Processes;
  /** What parts write stands below it, and goes with the command. */
  dataDir: string;
  /** Signs the sessions of the web pages. */
  authSecret: string;
  /** Seal what is kept sealed, in the web pages as in the bench itself. */
  encryptionKeys: string;
  /** A PostgreSQL of each kind, started the first time it is asked for. */
  postgres: (options: PostgresOptions) => Promise<EmbeddedPostgres>;
}

export function benchStack(dataDir: string, processes: Processes): BenchStack {
  const started = new Map<boolean, Promise<EmbeddedPostgres>>();
  return {
    processes,
    dataDir,
    authSecret: openState(dataDir).authSecret,
    encryptionKeys: (process.env.ENCRYPTION_KEYS = openState(dataDir).encryptionKeys),
    postgres: ({ durable }) => {
      const folder = path.join(dataDir, durable ? 'durable' : 'fast');
      const server = started.get(durable) ?? startPostgres(folder, openState(folder), processes, { durable });
      started.set(durable, server);
      return server;
    },
  };
}

/** The databases that parts share, each filled the first time it is asked for. */
export interface BenchDatabases {
  /** The address of a database that holds so many applications. */
  ofSize: (applications: number) => Promise<string>;
}

export function benchDatabases({ postgres }: BenchStack): BenchDatabases {
  const filled = new Map<number, string>();
  return {
    ofSize: async (size) => {
      const { url, adminUrl } = await postgres({ durable: false });
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

/** Runs one statement on a database, by a connection of its own. */
export async function execute(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of a database of a server. */
export function at(server: string, database: string): string {
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
