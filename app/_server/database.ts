import { openDatabase, type Database } from '@/db/client';
import { environment } from '@/env';

const kept = globalThis as { buoniSpesaDatabase?: Database };

/** The one pool of this process; kept across hot reloads, which would otherwise open another each time. */
export function database(): Database {
  const { DATABASE_URL, DATABASE_POOL } = environment();
  return (kept.buoniSpesaDatabase ??= openDatabase(DATABASE_URL, DATABASE_POOL));
}
