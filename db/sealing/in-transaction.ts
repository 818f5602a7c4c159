import type { PoolClient } from 'pg';
import type { Database } from '../client';

/** A transaction in which sealing anew is let through where nothing else would be. */
export async function inTransaction<T>(db: Database, act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await db.$client.connect();
  let broken = true;
  try {
    await client.query("begin; set local buoni_spesa.resealing = 'on'; set local statement_timeout = '60s'");
    const value = await act(client);
    await client.query('commit');
    broken = false;
    return value;
  } finally {
    client.release(broken);
  }
}
