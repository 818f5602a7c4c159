import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { applications } from '../schema/applications';
import { users } from '../schema/people';
import { retentionHolds, retentions } from '../schema/retention';

/** What becomes of the personal data of a closed programme, and when; null while it is not closed. */
export async function retentionOf(db: Queryable, programmeId: string) {
  const [retention] = await db.select().from(retentions).where(eq(retentions.programmeId, programmeId));
  if (!retention) return null;
  const { rows } = await db.execute<{
    applications: number;
    documents: number;
    messages: number;
    held: number;
  }>(sql`
    with kept as materialized (
      select a.id, exists (select from retention_holds h
          where h.programme_id = a.programme_id and h.lifted_at is null and coalesce(h.application_id, a.id) = a.id)
        or exists (select from legal_holds l where l.citizen_id = a.citizen_id and l.lifted_at is null) as held
      from applications a where a.programme_id = ${programmeId} and a.erased_at is null)
    select count(*)::int as applications, count(*) filter (where held)::int as held,
      (select count(*)::int from attachments where application_id in (select id from kept)) as documents,
      (select count(*)::int from messages m where split_part(m.business_key, ':', 2) in (select id::text from kept)) as messages
    from kept`);
  const holds = await db
    .select({
      id: retentionHolds.id,
      reason: retentionHolds.reason,
      setAt: retentionHolds.setAt,
      by: sql<string>`${users.givenName} || ' ' || ${users.familyName}`,
      number: applications.registrationNumber,
      year: applications.registrationYear,
    })
    .from(retentionHolds)
    .innerJoin(users, eq(users.id, retentionHolds.setBy))
    .leftJoin(applications, eq(applications.id, retentionHolds.applicationId))
    .where(and(eq(retentionHolds.programmeId, programmeId), isNull(retentionHolds.liftedAt)))
    .orderBy(asc(retentionHolds.setAt));
  return { ...retention, ahead: rows[0] ?? { applications: 0, documents: 0, messages: 0, held: 0 }, holds };
}
