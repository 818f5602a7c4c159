import { and, asc, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { codeEnd } from '../../db/queries/code-in-force';
import { applications, programmeVersions } from '../../db/schema/applications';
import { redemptions, redemptionVoids, vouchers } from '../../db/schema/ledger';
import { shops } from '../../db/schema/merchants';
import { settlementLines } from '../../db/schema/settlements';
import { after } from '../../domain/calendar';
import { ok, refused } from '../../domain/result';
import { system } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdSettlement, recordSettlementEvent, type SettlementCase } from './case';
import { openSettlement } from './open';

/** Lines written in one statement of SQL. */
const together = 1_000;

/** A spend in no statement, with the instant it can no longer be taken back. */
interface Candidate {
  redemptionId: string;
  programmeId: string;
  at: Date;
  shop: string;
  codeEnd: string;
  receiptNumber: string | null;
  amountCents: number;
  settledFrom: Date;
}

/**
 * Draws the statement of a period that has ended: every spend of the merchant made before its end, in no statement yet,
 * not taken back and past its void window, numbered by time. Spends that may still be taken back are waited for as long
 * as the terms have it, unless the office closed the period early; those later yet stand in the next statement. The next
 * period is opened with it. Drawing again changes nothing.
 *
 * @returns when to try again (an instant), or null when it was drawn
 */
export async function drawStatement(
  db: Queryable,
  input: { settlementId: string },
): Promise<Outcome<{ again: string | null }>> {
  return transact(db, async (tx): Promise<Outcome<{ again: string | null }>> => {
    const held = await holdSettlement(tx, input.settlementId);
    if (!held) return refused({ code: 'not-found' });
    const { settlement, now } = held;
    if (settlement.status !== 'aperta') return ok({ again: null });
    // The engine's clock may run ahead of the database's, which judges.
    if (now < settlement.periodTo) return ok({ again: settlement.periodTo.toISOString() });
    const candidates = await candidatesOf(tx, held);
    const awaited = awaitedUntil(held, candidates);
    if (awaited !== null) return ok({ again: awaited.toISOString() });
    const settled = await holdSpends(
      tx,
      candidates.filter(({ settledFrom }) => settledFrom < now),
    );
    const recorded = await (settled.length === 0 ? recordEmpty(tx, held) : recordDrawn(tx, held, settled));
    if (!recorded.ok) return recorded;
    const goesOn = held.merchant.status === 'attivo' || settled.length < candidates.length;
    if (goesOn) await openSettlement(tx, settlement.merchantId, settlement.periodTo, settlement.terms);
    return ok({ again: null });
  });
}

async function candidatesOf(tx: Queryable, { settlement }: SettlementCase): Promise<Candidate[]> {
  const rows = await tx
    .select({
      redemptionId: redemptions.id,
      programmeId: applications.programmeId,
      at: redemptions.at,
      shop: shops.name,
      codeEnd,
      receiptNumber: redemptions.receiptNumber,
      amountCents: redemptions.amountCents,
      rules: programmeVersions.rules,
    })
    .from(redemptions)
    .innerJoin(shops, eq(shops.id, redemptions.shopId))
    .innerJoin(vouchers, eq(vouchers.id, redemptions.voucherId))
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .leftJoin(settlementLines, eq(settlementLines.redemptionId, redemptions.id))
    .where(
      and(
        eq(redemptions.merchantId, settlement.merchantId),
        lt(redemptions.at, settlement.periodTo),
        isNull(redemptionVoids.redemptionId),
        isNull(settlementLines.redemptionId),
      ),
    )
    .orderBy(asc(redemptions.at), asc(redemptions.id));
  return rows.map(({ rules, ...spend }) => ({
    ...spend,
    settledFrom: after(spend.at, rules.terms.voidWindow),
  }));
}

/** Until when spends of the period may still be taken back, where that is worth waiting for; null where nothing is. */
function awaitedUntil({ settlement, now }: SettlementCase, candidates: readonly Candidate[]): Date | null {
  if (settlement.closedEarly) return null;
  const patience = after(settlement.periodTo, settlement.terms.voidPatience);
  const open = candidates.filter(({ settledFrom }) => settledFrom >= now && settledFrom <= patience);
  const last = Math.max(...open.map(({ settledFrom }) => settledFrom.getTime()));
  // The window's last instant still belongs to it.
  return open.length === 0 ? null : new Date(last + 1);
}

/** Holds the spends, after which nobody takes one back, and looks once more for those that just were. */
async function holdSpends(tx: Queryable, spends: readonly Candidate[]): Promise<Candidate[]> {
  if (spends.length === 0) return [];
  const ids = spends.map(({ redemptionId }) => redemptionId);
  await tx
    .select({ id: redemptions.id })
    .from(redemptions)
    .where(inArray(redemptions.id, ids))
    .orderBy(asc(redemptions.id))
    .for('update');
  const voided = await tx
    .select({ id: redemptionVoids.redemptionId })
    .from(redemptionVoids)
    .where(inArray(redemptionVoids.redemptionId, ids));
  const gone = new Set(voided.map(({ id }) => id));
  return spends.filter(({ redemptionId }) => !gone.has(redemptionId));
}

const recordEmpty = (tx: Queryable, { settlement }: SettlementCase): Promise<Outcome<null>> =>
  recordSettlementEvent(tx, settlement, system, { kind: 'found-empty' });

async function recordDrawn(
  tx: Queryable,
  { settlement, now }: SettlementCase,
  spends: readonly Candidate[],
): Promise<Outcome<null>> {
  const lines = spends.map((spend, index) => ({
    settlementId: settlement.id,
    number: index + 1,
    redemptionId: spend.redemptionId,
    programmeId: spend.programmeId,
    at: spend.at,
    shop: spend.shop,
    codeEnd: spend.codeEnd,
    receiptNumber: spend.receiptNumber,
    amountCents: spend.amountCents,
  }));
  for (let from = 0; from < lines.length; from += together)
    await tx.insert(settlementLines).values(lines.slice(from, from + together));
  const presentBy = after(now, settlement.terms.presentWithin);
  return recordSettlementEvent(
    tx,
    settlement,
    system,
    { kind: 'drawn', lines: lines.length, presentBy: presentBy.toISOString() },
    {
      drawnAt: now,
      presentBy,
      totalCents: lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
    },
  );
}
