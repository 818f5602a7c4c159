import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { deskRoles } from '../../../domain/roles';
import type { Queryable } from '../../client';
import { applications, programmes } from '../../schema/applications';
import { vouchers } from '../../schema/ledger';
import { users } from '../../schema/people';
import {
  cannedAnswers,
  deskLooks,
  ticketEvents,
  ticketLinks,
  ticketNotes,
  tickets,
} from '../../schema/tickets';
import { sealedTicketNote } from '../../sealing/columns';

const fullName = sql<string | null>`${users.givenName} || ' ' || ${users.familyName}`;

/** What happened to a ticket and who did it, oldest first. */
export const ticketHistory = (db: Queryable, ticketId: string) =>
  db
    .select({
      number: ticketEvents.number,
      event: ticketEvents.payload,
      actorKind: ticketEvents.actorKind,
      by: fullName,
      at: ticketEvents.at,
    })
    .from(ticketEvents)
    .leftJoin(users, eq(users.id, ticketEvents.actorId))
    .where(eq(ticketEvents.ticketId, ticketId))
    .orderBy(asc(ticketEvents.number));

export type TicketHappening = Awaited<ReturnType<typeof ticketHistory>>[number];

/** What the desk wrote for itself about a ticket, oldest first. */
export async function ticketNotesOn(db: Queryable, ticketId: string) {
  const rows = await db
    .select({ id: ticketNotes.id, body: ticketNotes.body, at: ticketNotes.at, by: fullName })
    .from(ticketNotes)
    .innerJoin(users, eq(users.id, ticketNotes.authorId))
    .where(eq(ticketNotes.ticketId, ticketId))
    .orderBy(asc(ticketNotes.at), asc(ticketNotes.id));
  return rows.map((row) => ({ ...row, body: sealedTicketNote.open(row.id, row.body) }));
}

/** Everything a ticket is tied to: what it was linked to, what was merged into it, what it was merged into. */
export async function ticketTies(db: Queryable, ticketId: string) {
  const [linked, merged, into] = await Promise.all([
    db
      .select({
        kind: ticketLinks.kind,
        targetId: ticketLinks.targetId,
        ticketCode: tickets.code,
        year: applications.registrationYear,
        number: applications.registrationNumber,
        programme: programmes.name,
        voucherCode: vouchers.code,
      })
      .from(ticketLinks)
      .leftJoin(tickets, eq(tickets.id, ticketLinks.targetId))
      .leftJoin(vouchers, eq(vouchers.id, ticketLinks.targetId))
      .leftJoin(applications, sql`${applications.id} in (${ticketLinks.targetId}, ${vouchers.applicationId})`)
      .leftJoin(programmes, eq(programmes.id, applications.programmeId))
      .where(eq(ticketLinks.ticketId, ticketId))
      .orderBy(asc(ticketLinks.at)),
    db.select({ code: tickets.code }).from(tickets).where(eq(tickets.mergedInto, ticketId)),
    db
      .select({ code: tickets.code })
      .from(tickets)
      .where(sql`${tickets.id} = (select merged_into from tickets where id = ${ticketId})`),
  ]);
  return { linked, merged: merged.map(({ code }) => code), into: into[0]?.code ?? null };
}

/** Other tickets of the same person that are not settled: what may be a duplicate. */
export const openTicketsOf = (
  db: Queryable,
  { id, email, userId }: { id: string; email: string; userId: string | null },
) =>
  db
    .select({ code: tickets.code, createdAt: tickets.createdAt, status: tickets.status })
    .from(tickets)
    .where(
      and(
        sql`${tickets.id} <> ${id}`,
        inArray(tickets.status, ['aperta', 'in lavorazione', 'in attesa di risposta', 'risolta']),
        userId === null ? sql`lower(${tickets.email}) = ${email.toLowerCase()}` : eq(tickets.userId, userId),
      ),
    )
    .orderBy(desc(tickets.createdAt))
    .limit(10);

/** What was looked at for a ticket and what was shown, the newest first. */
export const looksOn = (db: Queryable, ticketId: string) =>
  db
    .select({
      id: deskLooks.id,
      kind: deskLooks.kind,
      asked: deskLooks.asked,
      shown: deskLooks.shown,
      at: deskLooks.at,
      userId: deskLooks.userId,
      by: fullName,
    })
    .from(deskLooks)
    .innerJoin(users, eq(users.id, deskLooks.userId))
    .where(eq(deskLooks.ticketId, ticketId))
    .orderBy(desc(deskLooks.at))
    .limit(20);

export type Look = Awaited<ReturnType<typeof looksOn>>[number];

/** The answers the desk gives often, by title; those put away only for who edits them. */
export const cannedAnswersOf = (db: Queryable, { all = false } = {}) =>
  db
    .select()
    .from(cannedAnswers)
    .where(all ? undefined : eq(cannedAnswers.active, true))
    .orderBy(desc(cannedAnswers.active), asc(cannedAnswers.title));

/** Who may have a ticket in hand. */
export const deskStaff = (db: Queryable) =>
  db
    .select({ id: users.id, username: users.username, name: fullName, role: users.role })
    .from(users)
    .where(and(eq(users.active, true), inArray(users.role, [...deskRoles])))
    .orderBy(asc(users.familyName), asc(users.givenName));
