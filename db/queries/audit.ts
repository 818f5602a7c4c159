import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AuditChannel } from '../../domain/audit/entry';
import type { ViewAct } from '../../domain/audit/views';
import type { RegistrationNumber } from '../../domain/application/registration';
import type { Role } from '../../domain/roles';
import type { Queryable } from '../client';
import { applications, programmes } from '../schema/applications';
import { auditAnchors, auditEntries } from '../schema/audit';
import { users } from '../schema/people';
import { tickets } from '../schema/tickets';

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

/** How many entries have waited for their seal for longer than ten minutes: nobody seals. */
export async function unsealed(db: Queryable): Promise<number> {
  return db.$count(
    auditEntries,
    and(isNull(auditEntries.sequence), sql`${auditEntries.at} < clock_timestamp() - interval '10 minutes'`),
  );
}

/** One look at somebody's data. */
export interface View {
  id: number;
  at: Date;
  act: ViewAct;
  role: Role | null;
  channel: AuditChannel;
  /** Who looked. */
  name: string;
  /** What was looked at: an application or a ticket by what the office calls it, a list by what was asked of it. */
  subjectId: string | null;
  registration: RegistrationNumber | null;
  ticket: string | null;
  programme: string | null;
}

export interface ViewFilters {
  userId: string | null;
  act: ViewAct | null;
  /** Civil days of the Ente, both included. */
  from: string | null;
  to: string | null;
  applicationId: string | null;
}

/** Every look there is. */
export const noViewFilter: ViewFilters = {
  userId: null,
  act: null,
  from: null,
  to: null,
  applicationId: null,
};

/** Who looked at what, the newest first. `before` is the last one of the page before. */
export async function views(
  db: Queryable,
  { userId, act, from, to, applicationId }: ViewFilters,
  { before, limit }: { before: number | null; limit: number },
): Promise<View[]> {
  const linked = alias(tickets, 'subject_ticket');
  const rows = await db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      act: sql<ViewAct>`${auditEntries.act}`,
      role: auditEntries.role,
      channel: auditEntries.channel,
      givenName: users.givenName,
      familyName: users.familyName,
      subjectId: auditEntries.subjectId,
      year: applications.registrationYear,
      number: applications.registrationNumber,
      ticket: linked.code,
      programme: programmes.name,
    })
    .from(auditEntries)
    .innerJoin(users, eq(users.id, auditEntries.actorId))
    .leftJoin(applications, eq(applications.id, auditEntries.subjectId))
    .leftJoin(linked, eq(linked.id, auditEntries.subjectId))
    .leftJoin(programmes, eq(programmes.id, auditEntries.subjectId))
    .where(
      and(
        eq(auditEntries.view, true),
        userId === null ? undefined : eq(auditEntries.actorId, userId),
        act === null ? undefined : eq(auditEntries.act, act),
        from === null ? undefined : sql`civil_day(${auditEntries.at}) >= ${from}::date`,
        to === null ? undefined : sql`civil_day(${auditEntries.at}) <= ${to}::date`,
        applicationId === null ? undefined : eq(auditEntries.subjectId, applicationId),
        before === null ? undefined : lt(auditEntries.id, before),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit);
  return rows.map(({ givenName, familyName, year, number, ...row }) => ({
    ...row,
    name: `${givenName} ${familyName}`,
    registration: year === null || number === null ? null : { year, number },
  }));
}

/** Everybody who has ever looked at somebody's data, by name. */
export async function viewers(db: Queryable): Promise<{ id: string; name: string }[]> {
  return await db
    .select({ id: users.id, name: sql<string>`${users.givenName} || ' ' || ${users.familyName}` })
    .from(users)
    .where(
      exists(
        db
          .select({ one: sql`1` })
          .from(auditEntries)
          .where(and(eq(auditEntries.view, true), eq(auditEntries.actorId, users.id))),
      ),
    )
    .orderBy(asc(users.familyName), asc(users.givenName), asc(users.id));
}

/** On which days which offices looked at an application: what its citizen is told, without names. */
export async function viewDays(db: Queryable, applicationId: string): Promise<{ day: string; role: Role }[]> {
  const { rows } = await db.execute<{ day: string; role: Role }>(sql`
    select distinct civil_day(at)::text as day, role from audit_entries
    where view and subject_id = ${applicationId} and role <> 'cittadino' order by 1 desc, 2 limit 100`);
  return rows;
}

/** How far the chain has come, and when that was last written down outside. */
export async function chainHead(db: Queryable): Promise<{
  sequence: number;
  hash: string;
  at: Date;
  anchoredAt: Date | null;
  anchored: number | null;
} | null> {
  const [head] = await db
    .select({ sequence: auditEntries.sequence, hash: auditEntries.hash, at: auditEntries.at })
    .from(auditEntries)
    .where(isNotNull(auditEntries.sequence))
    .orderBy(desc(auditEntries.sequence))
    .limit(1);
  if (!head || head.sequence === null || head.hash === null) return null;
  const [anchor] = await db.select().from(auditAnchors).orderBy(desc(auditAnchors.sequence)).limit(1);
  return {
    sequence: head.sequence,
    hash: head.hash.toString('hex'),
    at: head.at,
    anchoredAt: anchor?.at ?? null,
    anchored: anchor?.sequence ?? null,
  };
}
