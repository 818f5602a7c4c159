import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { prepared } from '../../../db/prepared';
import { jsonbText } from '../../../db/sealing/jsonb-text';
import type { ApplicationForm } from '../../../domain/application/answers';
import type { Application } from '../case';

/** The entry in the protocol register (manual § 2.10, fig. 11). */
export interface Receipt {
  year: number;
  number: number;
  registeredAt: Date;
  /** False when the application had been sent before: the same receipt is given again. */
  first: boolean;
}

/** The receipt of an application that was sent before, or null. */
export function earlierReceipt({
  registrationYear: year,
  registrationNumber: number,
  registeredAt,
}: Application): Receipt | null {
  if (year === null || number === null || registeredAt === null) return null;
  return { year, number, registeredAt, first: false };
}

/**
 * Enters applications in the register, in the order given, and answers their receipts by the application's id. Last in the
 * transaction: the counter it locks is everybody's.
 */
export async function registerAll(
  tx: Queryable,
  sent: readonly { id: string; form: ApplicationForm }[],
): Promise<Map<string, Receipt>> {
  if (sent.length === 0) return new Map();
  const fingerprints = sent.map(({ form }) => createHash('sha256').update(jsonbText(form)).digest('hex'));
  const { rows } = await prepared<{ id: string; year: number; number: number; at: string }>(
    tx,
    'register-applications',
    sql`
    select application_id as id, year, number, registered_at::text as at
    from register_applications(${sql.param(sent.map(({ id }) => id))}::uuid[],
      array(select decode(f, 'hex') from unnest(${sql.param(fingerprints)}::text[]) as f))`,
  );
  return new Map(
    rows.map(({ id, year, number, at }) => [id, { year, number, registeredAt: new Date(at), first: true }]),
  );
}
