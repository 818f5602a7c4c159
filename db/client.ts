import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { DatabaseError, Pool, type PoolClient } from 'pg';

export type Database = NodePgDatabase & { $client: Pool };

/**
 * A transaction in progress, or the database itself for a single statement. Statements given to a transaction without
 * waiting for the one before are performed in the order in which they were given, in one journey to PostgreSQL.
 */
export type Queryable = NodePgDatabase;

/**
 * A pool of connections. A statement that hangs is ended after ten seconds, a lock awaited longer than five gives
 * up, and a transaction left open is closed, so that one stuck client never holds the others.
 */
export function openDatabase(url: string, connections = 10, statementMs = 10_000): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    // Statements given to one connection together are on their way at once, and performed one after the other as they
    // were given: see `Queryable`.
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementMs,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: 'buoni-spesa',
    // Pages read little: compiling a plan, or sharing it among processes, costs more than it saves.
    options: '-c jit=off -c max_parallel_workers_per_gather=0',
  });
  // A connection that dies (PostgreSQL restarted) is replaced at the next use, and whoever was at work on it hears of it
  // by their statement's failure. Unheard, its own word would end the process, idle or in a transaction.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  giveBackTheDead(pool);
  return drizzle(pool);
}

/**
 * Gives connections back that died in somebody's hands. drizzle-orm 0.45 does not, where one dies before the `begin` of its
 * transaction: each would keep its place, until the pool had none left and the process answered nobody any more.
 */
function giveBackTheDead(pool: Pool): void {
  const lent = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => lent.add(client));
  pool.on('release', (_, client) => lent.delete(client));
  pool.on('connect', (client) =>
    client.on('end', () => {
      if (!lent.has(client)) return;
      const giveBack = client.release.bind(client);
      // Whoever holds it gives it back in the end: it must not be given back twice.
      client.release = () => undefined;
      giveBack(true);
    }),
  );
}

/** What PostgreSQL says when it ends sessions or takes none: shutting down, starting, crashed, full, disk full, connection lost. */
const awayStates = /^(57P0[123]|53[13]00|08\w{3})$/;

/** What the network says of a server that is not there. */
const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);

/** What the driver says, which has no codes of its own (pg 8). */
const awayWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** Whether a fault, or one behind it, means that the database could not be reached: what was not committed is undone. */
export function isDatabaseAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = 'code' in fault ? String(fault.code) : '';
  const is =
    fault instanceof DatabaseError
      ? awayStates.test(code)
      : awayCodes.has(code) || awayWords.test(fault.message);
  return is || isDatabaseAway(fault.cause);
}
