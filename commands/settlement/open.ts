import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { settlements } from '../../db/schema/settlements';
import { system } from '../../domain/roles';
import { periodEnd, settlementTerms, type SettlementTerms } from '../../domain/settlement/terms';
import { ok } from '../../domain/result';
import { retryLostRaces, transact } from '../transaction';
import { appendSettlementEvent } from './case';

/**
 * Opens a merchant's settlement for the period that begins at `from`, in the caller's transaction; where one is open
 * already nothing is done. Nobody is told before its statement is drawn.
 */
export async function openSettlement(
  tx: Queryable,
  merchantId: string,
  from: Date,
  terms: SettlementTerms = settlementTerms,
): Promise<void> {
  const id = newId();
  const periodTo = periodEnd(from, terms.frequency);
  const opened = await tx
    .insert(settlements)
    .values({ id, merchantId, periodFrom: from, periodTo, terms, status: 'aperta', eventNumber: 1 })
    .onConflictDoNothing()
    .returning({ id: settlements.id });
  if (opened.length === 0) return;
  await appendSettlementEvent(tx, id, 1, system, { kind: 'opened', periodTo: periodTo.toISOString() });
}

/**
 * Opens the settlement of every merchant that has none running and may be owed something: it takes vouchers, or has a
 * spend in no statement. The till is not burdened with it, and no merchant is forgotten.
 *
 * @returns how many were opened
 */
export async function openSettlements(
  db: Queryable,
  terms: SettlementTerms = settlementTerms,
): Promise<{ opened: number }> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select m.id from merchants m
    where not exists (select from settlements s where s.merchant_id = m.id and s.status = 'aperta')
      and (m.status = 'attivo' or exists (
        select from redemptions r
        left join redemption_voids v on v.redemption_id = r.id
        left join settlement_lines l on l.redemption_id = r.id
        where r.merchant_id = m.id and v.redemption_id is null and l.redemption_id is null))
    order by m.id`);
  for (const { id } of rows) {
    await retryLostRaces(() =>
      transact(db, async (tx) => {
        await openSettlement(tx, id, await lastEnd(tx, id), terms);
        return ok(null);
      }),
    );
  }
  return { opened: rows.length };
}

/** Where the merchant's next period begins: at the end of the last one, else now. */
async function lastEnd(tx: Queryable, merchantId: string): Promise<Date> {
  const { rows } = await tx.execute<{ last: string | null }>(sql`
    select max(period_to)::text as last from settlements where merchant_id = ${merchantId}`);
  const last = rows[0]?.last;
  return last ? new Date(last) : databaseNow(tx);
}
