import { and, count, desc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { FailureReason } from '../../domain/delivery';
import type { Queryable } from '../client';
import { applications, programmes, registrations } from '../schema/applications';
import { messageFollowUps, messages } from '../schema/delivery';
import { vouchers } from '../schema/ledger';
import { users } from '../schema/people';
import { ticketLinks, tickets } from '../schema/tickets';

/** Rows of a page of failed messages. */
export const failedPage = 50;

/** What a message belongs to: the second place of its key (`db/migrations/0031`). */
const subject = sql<string>`split_part(${messages.businessKey}, ':', 2)`;

const failed = eq(messages.status, 'non riuscito');
const again = alias(messages, 'again');
const earlier = alias(messageFollowUps, 'earlier');
const fullName = sql<string | null>`${users.givenName} || ' ' || ${users.familyName}`;

/** Messages with what they belong to and what was done about them: never their words. */
const rows = (db: Queryable, which: SQL | undefined) =>
  db
    .select({
      id: messages.id,
      kind: messages.kind,
      channel: messages.channel,
      recipient: messages.recipient,
      status: messages.status,
      failure: messages.failure,
      attempts: messages.attempts,
      error: messages.error,
      createdAt: messages.createdAt,
      triedAt: messages.triedAt,
      ticketCode: tickets.code,
      applicationId: applications.id,
      programme: programmes.name,
      registration: sql<string | null>`${registrations.number} || '/' || ${registrations.year}`,
      /** The message that this one was sent again for. */
      repeats: earlier.messageId,
      followUp: {
        kind: messageFollowUps.kind,
        note: messageFollowUps.note,
        at: messageFollowUps.at,
        by: fullName,
        againId: messageFollowUps.againId,
        againStatus: again.status,
      },
    })
    .from(messages)
    .leftJoin(messageFollowUps, eq(messageFollowUps.messageId, messages.id))
    .leftJoin(again, eq(again.id, messageFollowUps.againId))
    .leftJoin(users, eq(users.id, messageFollowUps.byId))
    .leftJoin(earlier, eq(earlier.againId, messages.id))
    .leftJoin(tickets, sql`${tickets.id}::text = ${subject}`)
    .leftJoin(applications, sql`${applications.id}::text = ${subject}`)
    .leftJoin(programmes, eq(programmes.id, applications.programmeId))
    .leftJoin(registrations, eq(registrations.applicationId, applications.id))
    .where(which)
    .orderBy(desc(messages.createdAt), desc(messages.id));

export type FailedMessage = Omit<Awaited<ReturnType<typeof rows>>[number], 'failure'> & {
  failure: FailureReason | null;
};

/** The messages that did not arrive, newest first: those nobody has seen to, or those somebody has. */
export const failedMessages = (
  db: Queryable,
  { followed, page }: { followed: boolean; page: number },
): Promise<FailedMessage[]> =>
  rows(db, and(failed, followed ? isNotNull(messageFollowUps.id) : isNull(messageFollowUps.id)))
    .limit(failedPage)
    .offset((page - 1) * failedPage);

/** How many nobody has seen to. */
export async function failedCount(db: Queryable): Promise<number> {
  const [found] = await db
    .select({ open: count() })
    .from(messages)
    .leftJoin(messageFollowUps, eq(messageFollowUps.messageId, messages.id))
    .where(and(failed, isNull(messageFollowUps.id)));
  return found?.open ?? 0;
}

/** One message that failed, or did so and arrived after all once somebody had seen to it; null where there is none. */
export async function failedMessage(db: Queryable, id: string): Promise<FailedMessage | null> {
  const [found] = await rows(db, and(eq(messages.id, id), or(failed, isNotNull(messageFollowUps.id))));
  return found ?? null;
}

/** What did not arrive of a ticket, of what it is linked to, and of the access and applications of who opened it signed in. */
export function failedAround(
  db: Queryable,
  { id, userId }: { id: string; userId: string | null },
): Promise<FailedMessage[]> {
  const linked = db
    .select({ id: sql<string>`coalesce(${vouchers.applicationId}, ${ticketLinks.targetId})` })
    .from(ticketLinks)
    .leftJoin(vouchers, and(eq(ticketLinks.kind, 'voucher'), eq(vouchers.id, ticketLinks.targetId)))
    .where(and(eq(ticketLinks.ticketId, id), inArray(ticketLinks.kind, ['application', 'voucher'])));
  const around = [
    sql`${subject} = ${id}`,
    sql`${subject} in (select linked.id::text from (${linked}) as linked (id))`,
    ...(userId === null
      ? []
      : [
          sql`${subject} = ${userId}`,
          sql`${subject} in (select a.id::text from applications a where a.citizen_id = ${userId})`,
        ]),
  ];
  return rows(db, and(failed, isNull(messageFollowUps.id), or(...around))).limit(failedPage);
}
