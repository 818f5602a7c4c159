import { and, asc, desc, eq, or, like } from 'drizzle-orm';
import type { Queryable } from '../client';
import { applicationEvents } from '../schema/applications';
import { messages } from '../schema/delivery';
import { retiredCodes, voucherActs } from '../schema/voucher-acts';
import { sealedVoucherAct } from '../sealing/columns';
import { codeNotices } from '../../domain/notices';

/** What the office did with an application's voucher, oldest first. */
export async function voucherActsOn(db: Queryable, applicationId: string) {
  const rows = await db
    .select()
    .from(voucherActs)
    .where(eq(voucherActs.applicationId, applicationId))
    .orderBy(asc(voucherActs.at));
  return rows.map((row) => ({ ...row, reason: sealedVoucherAct.open(row.id, row.reason) }));
}

export type VoucherActRow = Awaited<ReturnType<typeof voucherActsOn>>[number];

/** Every SMS with the code of an application's voucher and how it fared, newest first. */
export const codeMessages = (db: Queryable, applicationId: string) =>
  db
    .select({
      id: messages.id,
      kind: messages.kind,
      status: messages.status,
      recipient: messages.recipient,
      attempts: messages.attempts,
      error: messages.error,
      failure: messages.failure,
      queuedAt: messages.createdAt,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .where(or(...codeNotices.map((notice) => like(messages.businessKey, `${notice}:${applicationId}:%`))))
    .orderBy(desc(messages.createdAt), desc(messages.id));

export type CodeMessage = Awaited<ReturnType<typeof codeMessages>>[number];

/**
 * Until when a void may refill the spent voucher of an application: its procedure ends then. Null where it was never
 * spent to the end.
 */
export async function refillableUntil(db: Queryable, applicationId: string): Promise<Date | null> {
  const [exhausted] = await db
    .select({ payload: applicationEvents.payload })
    .from(applicationEvents)
    .where(
      and(
        eq(applicationEvents.applicationId, applicationId),
        eq(applicationEvents.kind, 'voucher-exhausted'),
      ),
    )
    .orderBy(desc(applicationEvents.number))
    .limit(1);
  return exhausted?.payload.kind === 'voucher-exhausted' ? new Date(exhausted.payload.closesAt) : null;
}

/** Whether a code was once a voucher's and was replaced. */
export async function isRetired(db: Queryable, code: string): Promise<boolean> {
  const rows = await db
    .select({ code: retiredCodes.code })
    .from(retiredCodes)
    .where(eq(retiredCodes.code, code));
  return rows.length > 0;
}
