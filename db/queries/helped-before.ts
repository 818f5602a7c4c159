import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';

/**
 * Whether somebody of the household had a voucher of an earlier call of this Ente before the application was registered.
 * Null where no other call has given vouchers yet by then: what was given elsewhere, nobody here knows.
 */
export const helpedBefore = async (db: Queryable, applicationId: string): Promise<boolean | null> =>
  (await helpedBeforeOf(db, [applicationId])).get(applicationId) ?? null;

/** The same of many applications at once, by their ids. */
export async function helpedBeforeOf(
  db: Queryable,
  applicationIds: readonly string[],
): Promise<Map<string, boolean | null>> {
  const { rows } = await db.execute<{ id: string; helped: boolean; known: boolean }>(sql`
    select a.id,
      exists (
        select from household_claims mine
        join household_claims other on other.member_hash = mine.member_hash and other.programme_id <> mine.programme_id
        join vouchers v on v.application_id = other.application_id
        where mine.application_id = a.id and v.issued_at < coalesce(r.registered_at, now())) as helped,
      exists (
        select from accounts fund
        join transfers t on t.debit_account_id = fund.id and t.kind = 'issue'
        where fund.kind = 'fund' and fund.owner_id <> a.programme_id
          and t.at < coalesce(r.registered_at, now())) as known
    from applications a left join registrations r on r.application_id = a.id
    where a.id = any(${sql.param(applicationIds)}::uuid[])`);
  return new Map(rows.map(({ id, helped, known }) => [id, helped || (known ? false : null)]));
}
