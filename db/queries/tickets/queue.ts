import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { clockRuns } from '../../../domain/ticket/clock';
import type { DeskLevel, TicketCategory } from '../../../domain/ticket/service-levels';
import { ticketStatuses, type TicketStatus } from '../../../domain/ticket/status';
import type { Queryable } from '../../client';
import { users } from '../../schema/people';
import { tickets } from '../../schema/tickets';

/** What narrows the desk's queue. */
export interface QueueFilters {
  /** One state; where it is not said, what is still to be done. */
  status?: TicketStatus | 'tutte' | undefined;
  category?: TicketCategory | undefined;
  level?: DeskLevel | undefined;
  /** A person's id, or `null` for what is in nobody's hands. */
  assigneeId?: string | null | undefined;
  /** The beginning of a code, or part of a name or of a mail address. */
  text?: string | undefined;
}

/** Rows of a page of the queue. */
export const queuePage = 50;

const toDo = ['aperta', 'in lavorazione', 'in attesa di risposta'] as const satisfies TicketStatus[];

/** The desk's queue: what breaches its term first on top, then what waits for somebody else, the newest first. */
export const ticketQueue = (db: Queryable, filters: QueueFilters = {}, page = 1) =>
  db
    .select({
      ticket: tickets,
      assignee: sql<string | null>`${users.givenName} || ' ' || ${users.familyName}`,
    })
    .from(tickets)
    .leftJoin(users, eq(users.id, tickets.assigneeId))
    .where(conditions(filters))
    .orderBy(sql`${tickets.dueAt} asc nulls last`, desc(tickets.createdAt), asc(tickets.id))
    .limit(queuePage)
    .offset((page - 1) * queuePage);

export type QueueRow = Awaited<ReturnType<typeof ticketQueue>>[number];

/** How many tickets the filters leave, by state; those whose term has passed apart. */
export async function queueCounts(db: Queryable, filters: QueueFilters, now: Date) {
  const rows = await db
    .select({
      status: tickets.status,
      count: sql<number>`count(*)::integer`,
      late: sql<number>`count(*) filter (where ${tickets.dueAt} <= ${now.toISOString()}::timestamptz)::integer`,
    })
    .from(tickets)
    .where(conditions({ ...filters, status: 'tutte' }))
    .groupBy(tickets.status);
  const counted = new Map(rows.map(({ status, count }) => [status, count]));
  const of = (status: TicketStatus): number => counted.get(status) ?? 0;
  return {
    byStatus: Object.fromEntries(ticketStatuses.map((status) => [status, of(status)])) as Record<
      TicketStatus,
      number
    >,
    toDo: toDo.reduce((sum, status) => sum + of(status), 0),
    all: ticketStatuses.reduce((sum, status) => sum + of(status), 0),
    late: rows.filter(({ status }) => clockRuns(status)).reduce((sum, { late }) => sum + late, 0),
  };
}

/** How many wait for somebody to take them, at a level. */
export async function waitingForHands(db: Queryable, level: DeskLevel): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::integer` })
    .from(tickets)
    .where(and(isNotNull(tickets.dueAt), isNull(tickets.assigneeId), eq(tickets.level, level)));
  return row?.count ?? 0;
}

function conditions({ status, category, level, assigneeId, text }: QueueFilters): SQL | undefined {
  return and(
    status === 'tutte' ? undefined : inArray(tickets.status, status === undefined ? [...toDo] : [status]),
    category && eq(tickets.category, category),
    level && eq(tickets.level, level),
    assigneeId === undefined ? undefined : inHands(assigneeId),
    text ? named(text) : undefined,
  );
}

const inHands = (assigneeId: string | null): SQL =>
  assigneeId === null ? isNull(tickets.assigneeId) : eq(tickets.assigneeId, assigneeId);

function named(text: string): SQL | undefined {
  const part = `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const code = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return or(
    code === '' ? undefined : sql`${tickets.code} like ${`${code}%`}`,
    sql`lower(${tickets.name}) like ${part}`,
    sql`lower(${tickets.email}) like ${part}`,
  );
}
