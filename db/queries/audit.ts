import { asc, inArray } from 'drizzle-orm';
import type { Queryable } from '../client';
import { auditAnchors, auditEntries } from '../schema/audit';

/** The hashes of sealed entries by their numbers, in hexadecimal digits. */
export async function hashesAt(db: Queryable, sequences: readonly number[]): Promise<Map<number, string>> {
  if (sequences.length === 0) return new Map();
  const rows = await db
    .select({ sequence: auditEntries.sequence, hash: auditEntries.hash })
    .from(auditEntries)
    .where(inArray(auditEntries.sequence, [...sequences]));
  return new Map(rows.map(({ sequence, hash }) => [sequence ?? 0, hash?.toString('hex') ?? '']));
}

/** The numbers at which the chain was written down outside. */
export async function anchoredSequences(db: Queryable): Promise<number[]> {
  const rows = await db
    .select({ sequence: auditAnchors.sequence })
    .from(auditAnchors)
    .orderBy(asc(auditAnchors.sequence));
  return rows.map(({ sequence }) => sequence);
}
