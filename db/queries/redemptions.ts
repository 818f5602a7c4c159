import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { after, civilDate, civilZone, type Term } from '../../domain/calendar';
import { may } from '../../domain/permissions';
import type { Refusal } from '../../domain/refusal';
import { ok, refused, type Result } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../client';
import { applications, programmeVersions } from '../schema/applications';
import { redemptions, redemptionVoids, vouchers } from '../schema/ledger';
import { databaseNow } from './clock';
import { codeEnd } from './code-in-force';

/** A spend as the machines of its merchant see it: the code's last letters only. */
export interface RecordedSpend {
  id: string;
  at: Date;
  amountCents: number;
  receiptNumber: string | null;
  codeEnd: string;
  voidedAt: Date | null;
  /** Whether it may still be taken back. */
  voidable: boolean;
}

/**
 * A spend for its merchant.
 *
 * Refusals: `not-found` (no such spend of this merchant).
 */
export async function redemptionOf(
  db: Queryable,
  actor: Actor,
  redemptionId: string,
): Promise<Result<RecordedSpend, Refusal>> {
  const merchantId = merchantOf(actor);
  if (merchantId === null) return refused({ code: 'forbidden' });
  const [spend] = await spendsWhere(db, merchantId, eq(redemptions.id, redemptionId));
  return spend ? ok(spend) : refused({ code: 'not-found' });
}

/**
 * The spends of the actor's merchant on a day, newest first.
 *
 * @param day `YYYY-MM-DD`; without it, today
 */
export async function redemptionsOn(
  db: Queryable,
  actor: Actor,
  day?: string,
): Promise<Result<{ day: string; spends: RecordedSpend[] }, Refusal>> {
  const merchantId = merchantOf(actor);
  if (merchantId === null) return refused({ code: 'forbidden' });
  const asked = day ?? civilDate(await databaseNow(db));
  const midnight = (date: SQL): SQL => sql`(${date})::timestamp at time zone ${civilZone}`;
  const spends = await spendsWhere(
    db,
    merchantId,
    and(
      sql`${redemptions.at} >= ${midnight(sql`${asked}::date`)}`,
      sql`${redemptions.at} < ${midnight(sql`${asked}::date + 1`)}`,
    ),
  );
  return ok({ day: asked, spends });
}

/** The merchant whose spends the actor may list, or null. */
const merchantOf = (actor: Actor): string | null =>
  actor.kind !== 'system' && may(actor, 'redemption.list', true) ? actor.merchantId : null;

async function spendsWhere(
  db: Queryable,
  merchantId: string,
  which: SQL | undefined,
): Promise<RecordedSpend[]> {
  const now = await databaseNow(db);
  const spends = await db
    .select({
      id: redemptions.id,
      at: redemptions.at,
      amountCents: redemptions.amountCents,
      receiptNumber: redemptions.receiptNumber,
      codeEnd,
      voidedAt: redemptionVoids.at,
      voidWindow: sql<Term>`${programmeVersions.rules} -> 'terms' ->> 'voidWindow'`,
    })
    .from(redemptions)
    .innerJoin(vouchers, eq(vouchers.id, redemptions.voucherId))
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .where(and(eq(redemptions.merchantId, merchantId), which))
    .orderBy(desc(redemptions.at), desc(redemptions.id));
  return spends.map(({ voidWindow, ...spend }) => ({
    ...spend,
    voidable: spend.voidedAt === null && now <= after(spend.at, voidWindow),
  }));
}
