import { and, asc, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { civilDate, daysUntil } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import type { SettlementStatus } from '../../domain/settlement/status';
import type { Queryable } from '../client';
import { programmes } from '../schema/applications';
import { merchants } from '../schema/merchants';
import { users } from '../schema/people';
import {
  paymentBatches,
  payments,
  settlementEvents,
  settlementLines,
  settlements,
} from '../schema/settlements';

export type SettlementRow = typeof settlements.$inferSelect & { merchant: string };

/** No list on a screen is longer. */
const shown = 200;

/** The settlements of a merchant, the newest period first; empty periods are left out. */
export const merchantSettlements = (db: Queryable, merchantId: string) =>
  db
    .select()
    .from(settlements)
    .where(and(eq(settlements.merchantId, merchantId), sql`${settlements.status} <> 'vuota'`))
    .orderBy(desc(settlements.periodTo))
    .limit(shown);

/** The settlements in a state, what is due first first; those that are paid, the newest first. */
export async function settlementsIn(db: Queryable, status: SettlementStatus): Promise<SettlementRow[]> {
  const rows = await db
    .select({ settlement: settlements, merchant: merchants.name })
    .from(settlements)
    .innerJoin(merchants, eq(merchants.id, settlements.merchantId))
    .where(eq(settlements.status, status))
    .orderBy(
      ...(status === 'pagata' ? [desc(settlements.paidAt)] : [asc(settlements.payBy)]),
      asc(merchants.name),
      asc(settlements.periodTo),
    )
    .limit(shown);
  return rows.map(({ settlement, merchant }) => ({ ...settlement, merchant }));
}

/** How many settlements stand in each state, and what they come to. */
export async function settlementCounts(
  db: Queryable,
): Promise<Map<SettlementStatus, { count: number; cents: Cents }>> {
  const rows = await db
    .select({
      status: settlements.status,
      count: count(),
      cents: sql<string>`coalesce(sum(${settlements.totalCents}), 0)`,
    })
    .from(settlements)
    .groupBy(settlements.status);
  return new Map(rows.map((row) => [row.status, { count: row.count, cents: Number(row.cents) }]));
}

/** What each merchant whose period runs has in no statement yet, by merchant. */
export async function unsettledCents(
  db: Queryable,
  merchantIds: readonly string[],
): Promise<Map<string, Cents>> {
  if (merchantIds.length === 0) return new Map();
  const { rows } = await db.execute<{ merchant_id: string; cents: string }>(sql`
    select r.merchant_id, sum(r.amount_cents) as cents from redemptions r
    left join redemption_voids v on v.redemption_id = r.id
    left join settlement_lines l on l.redemption_id = r.id
    where r.merchant_id in (${sql.join(
      merchantIds.map((id) => sql`${id}`),
      sql`, `,
    )}) and v.redemption_id is null and l.redemption_id is null
    group by r.merchant_id`);
  return new Map(rows.map(({ merchant_id, cents }) => [merchant_id, Number(cents)]));
}

export type SettlementFile = NonNullable<Awaited<ReturnType<typeof settlementFile>>>;

/** A settlement with its merchant, lines, events and payments, or null. */
export async function settlementFile(db: Queryable, id: string) {
  const [found] = await db
    .select({ settlement: settlements, merchant: merchants })
    .from(settlements)
    .innerJoin(merchants, eq(merchants.id, settlements.merchantId))
    .where(eq(settlements.id, id));
  if (!found) return null;
  const [lines, events, paid] = await Promise.all([
    db
      .select()
      .from(settlementLines)
      .where(eq(settlementLines.settlementId, id))
      .orderBy(asc(settlementLines.number)),
    db
      .select({ number: settlementEvents.number, kind: settlementEvents.kind, at: settlementEvents.at })
      .from(settlementEvents)
      .where(eq(settlementEvents.settlementId, id))
      .orderBy(asc(settlementEvents.number)),
    db
      .select({ payment: payments, batch: paymentBatches })
      .from(payments)
      .innerJoin(paymentBatches, eq(paymentBatches.id, payments.batchId))
      .where(eq(payments.settlementId, id))
      .orderBy(asc(paymentBatches.preparedAt)),
  ]);
  return { ...found, lines, events, payments: paid };
}

/** What of a statement was spent in each programme. */
export async function programmeParts(
  db: Queryable,
  settlementId: string,
): Promise<{ programme: string; cents: Cents }[]> {
  const rows = await db
    .select({ programme: programmes.name, cents: sql<string>`sum(${settlementLines.amountCents})` })
    .from(settlementLines)
    .innerJoin(programmes, eq(programmes.id, settlementLines.programmeId))
    .where(eq(settlementLines.settlementId, settlementId))
    .groupBy(programmes.id, programmes.name)
    .orderBy(programmes.name);
  return rows.map(({ programme, cents }) => ({ programme, cents: Number(cents) }));
}

/** Civil days from presentation to payment of the last notes that were paid. */
export async function paidDays(db: Queryable): Promise<number[]> {
  const { rows } = await db.execute<{ days: number }>(sql`
    select (paid_at at time zone 'Europe/Rome')::date - (presented_at at time zone 'Europe/Rome')::date as days
    from settlements where status = 'pagata' order by paid_at desc limit 500`);
  return rows.map(({ days }) => Number(days));
}

/** What was spent in each shop, less what was voided, in the last thirty civil days; the most first. */
export async function spendPerShop(
  db: Queryable,
  now: Date,
): Promise<{ id: string; shop: string; cents: Cents; spends: number }[]> {
  const [since = civilDate(now)] = daysUntil(civilDate(now), 30);
  const { rows } = await db.execute<{ id: string; shop: string; cents: string; spends: number }>(sql`
    select s.id, case when s.name = m.name then m.name else m.name || ' · ' || s.name end as shop,
      sum(r.amount_cents) as cents, count(*)::int as spends
    from redemptions r
    join shops s on s.id = r.shop_id join merchants m on m.id = r.merchant_id
    left join redemption_voids v on v.redemption_id = r.id
    where r.at >= (${since}::date)::timestamp at time zone 'Europe/Rome' and v.redemption_id is null
    group by s.id, s.name, m.name order by 3 desc, 2 limit 20`);
  return rows.map((row) => ({ ...row, cents: Number(row.cents) }));
}

/** The last batches of payments, the newest first, with what they come to. */
export async function paymentBatchList(db: Queryable) {
  const rows = await db
    .select({
      batch: paymentBatches,
      payments: count(payments.id),
      cents: sql<string>`coalesce(sum(${payments.amountCents}), 0)`,
      open: sql<number>`count(*) filter (where ${payments.outcome} is null)::int`,
    })
    .from(paymentBatches)
    .leftJoin(payments, eq(payments.batchId, paymentBatches.id))
    .groupBy(paymentBatches.id)
    .orderBy(desc(paymentBatches.preparedAt))
    .limit(20);
  return rows.map(({ cents, ...row }) => ({ ...row, cents: Number(cents) }));
}

export type PaymentBatchFile = NonNullable<Awaited<ReturnType<typeof paymentBatchFile>>>;

/** A batch with its payments by merchant, and who prepared and signed it; or null. */
export async function paymentBatchFile(db: Queryable, id: string) {
  const [batch] = await db.select().from(paymentBatches).where(eq(paymentBatches.id, id));
  if (!batch) return null;
  const people = [batch.preparedBy, batch.signedBy, batch.cancelledBy].filter((each) => each !== null);
  const [rows, names] = await Promise.all([
    db
      .select({
        payment: payments,
        settlementId: settlements.id,
        merchant: merchants.name,
        noteYear: settlements.noteYear,
        noteNumber: settlements.noteNumber,
      })
      .from(payments)
      .innerJoin(settlements, eq(settlements.id, payments.settlementId))
      .innerJoin(merchants, eq(merchants.id, settlements.merchantId))
      .where(eq(payments.batchId, id))
      .orderBy(asc(merchants.name), asc(payments.id)),
    db
      .select({ id: users.id, familyName: users.familyName, givenName: users.givenName })
      .from(users)
      .where(inArray(users.id, people)),
  ]);
  const nameOf = new Map(names.map((each) => [each.id, `${each.givenName} ${each.familyName}`]));
  return {
    batch,
    payments: rows,
    preparedBy: nameOf.get(batch.preparedBy) ?? '',
    signedBy: nameOf.get(batch.signedBy ?? '') ?? '',
    cents: rows.reduce((sum, { payment }) => sum + payment.amountCents, 0),
  };
}

/** The names of the merchants of some payments and their amounts, by payment. */
export async function paymentNames(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, { merchant: string; cents: Cents; settlementId: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: payments.id,
      merchant: merchants.name,
      cents: payments.amountCents,
      settlementId: settlements.id,
    })
    .from(payments)
    .innerJoin(settlements, eq(settlements.id, payments.settlementId))
    .innerJoin(merchants, eq(merchants.id, settlements.merchantId))
    .where(and(inArray(payments.id, [...ids]), isNotNull(settlements.noteNumber)));
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
