import { and, asc, count, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { RowState } from '../../domain/batch/row';
import { civilZone } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import type { Queryable } from '../client';
import { applications, programmes } from '../schema/applications';
import { batches, batchRows } from '../schema/batches';
import { users } from '../schema/people';

/** How many rows stand in each state. Counted when asked for: a number kept beside could differ. */
export type RowCounts = Record<RowState, number>;

const noRows: RowCounts = { 'in coda': 0, esclusa: 0, fatta: 0, rifiutata: 0 };

export type BatchFile = typeof batches.$inferSelect & { author: string; counts: RowCounts };

const author = sql<string>`${users.givenName} || ' ' || ${users.familyName}`;

/** The office's batches, newest first; previews are their authors' alone. */
export async function batchList(db: Queryable, userId: string, limit = 50): Promise<BatchFile[]> {
  const rows = await db
    .select({ batch: batches, author })
    .from(batches)
    .innerJoin(users, eq(users.id, batches.requestedBy))
    .where(
      and(
        isNotNull(batches.readyAt),
        sql`(${batches.confirmedAt} is not null or ${batches.requestedBy} = ${userId})`,
      ),
    )
    .orderBy(desc(batches.createdAt))
    .limit(limit);
  const counts = await countsOf(
    db,
    rows.map(({ batch }) => batch.id),
  );
  return rows.map(({ batch, author }) => ({ ...batch, author, counts: counts.get(batch.id) ?? noRows }));
}

/** A batch with its author's name and the counts of its rows, or null. */
export async function batchFile(db: Queryable, batchId: string): Promise<BatchFile | null> {
  const [row] = await db
    .select({ batch: batches, author })
    .from(batches)
    .innerJoin(users, eq(users.id, batches.requestedBy))
    .where(and(eq(batches.id, batchId), isNotNull(batches.readyAt)));
  if (!row) return null;
  const counts = await countsOf(db, [batchId]);
  return { ...row.batch, author: row.author, counts: counts.get(batchId) ?? noRows };
}

async function countsOf(db: Queryable, ids: readonly string[]): Promise<Map<string, RowCounts>> {
  const found = new Map<string, RowCounts>();
  if (ids.length === 0) return found;
  const rows = await db
    .select({ batchId: batchRows.batchId, state: batchRows.state, rows: count() })
    .from(batchRows)
    .where(inArray(batchRows.batchId, [...ids]))
    .groupBy(batchRows.batchId, batchRows.state);
  for (const { batchId, state, rows: number } of rows) {
    found.set(batchId, { ...(found.get(batchId) ?? noRows), [state]: number });
  }
  return found;
}

export interface ListedRow {
  position: number;
  line: number | null;
  label: string;
  applicationId: string | null;
  familyName: string | null;
  givenName: string | null;
  task: (typeof batchRows.$inferSelect)['task'];
  warnings: (typeof batchRows.$inferSelect)['warnings'];
  state: RowState;
  refusal: (typeof batchRows.$inferSelect)['refusal'];
  result: (typeof batchRows.$inferSelect)['result'];
}

/** Rows of a batch in some states, from a position on. */
export const batchRowsFrom = (
  db: Queryable,
  batchId: string,
  { states, after, limit }: { states: readonly RowState[]; after: number; limit: number },
): Promise<ListedRow[]> =>
  db
    .select({
      position: batchRows.position,
      line: batchRows.line,
      label: batchRows.label,
      applicationId: batchRows.applicationId,
      familyName: applications.beneficiaryFamilyName,
      givenName: applications.beneficiaryGivenName,
      task: batchRows.task,
      warnings: batchRows.warnings,
      state: batchRows.state,
      refusal: batchRows.refusal,
      result: batchRows.result,
    })
    .from(batchRows)
    .leftJoin(applications, eq(applications.id, batchRows.applicationId))
    .where(
      and(
        eq(batchRows.batchId, batchId),
        inArray(batchRows.state, [...states]),
        gt(batchRows.position, after),
      ),
    )
    .orderBy(asc(batchRows.position))
    .limit(limit);

/** The amounts a batch would approve, in its order, by the programme they are for. */
export async function approvalsOf(
  db: Queryable,
  batchId: string,
): Promise<{ programmeId: string; programme: string; amounts: Cents[] }[]> {
  return db
    .select({
      programmeId: programmes.id,
      programme: programmes.name,
      amounts: sql<
        Cents[]
      >`json_agg((${batchRows.task} ->> 'amountCents')::bigint order by ${batchRows.position})`,
    })
    .from(batchRows)
    .innerJoin(applications, eq(applications.id, batchRows.applicationId))
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .where(
      and(
        eq(batchRows.batchId, batchId),
        eq(batchRows.state, 'in coda'),
        sql`${batchRows.task} ->> 'act' = 'approva'`,
      ),
    )
    .groupBy(programmes.id, programmes.name)
    .orderBy(asc(programmes.name));
}

/** The present last days of the vouchers a batch would extend, each with how many. */
export async function presentDays(
  db: Queryable,
  batchId: string,
): Promise<{ day: string; vouchers: number }[]> {
  const day = sql<string>`(((${batchRows.task} ->> 'expiresAt')::timestamptz at time zone ${sql.raw(`'${civilZone}'`)})::date)::text`;
  return db
    .select({ day, vouchers: count() })
    .from(batchRows)
    .where(and(eq(batchRows.batchId, batchId), eq(batchRows.state, 'in coda')))
    .groupBy(day)
    .orderBy(day);
}

/** People of the office who may get applications, by name. */
export const colleagues = (db: Queryable) =>
  db
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
    .from(users)
    .where(and(eq(users.active, true), inArray(users.role, ['operatore', 'responsabile'])))
    .orderBy(asc(users.familyName), asc(users.givenName), asc(users.id));
