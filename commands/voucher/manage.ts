import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { refillableUntil } from '../../db/queries/voucher-file';
import { voucherActs } from '../../db/schema/voucher-acts';
import { sealedVoucherAct } from '../../db/sealing/columns';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { mayAct, type VoucherActKind } from '../../domain/voucher/acts';
import type { Case } from '../application/case';
import { transact, type Outcome } from '../transaction';
import { holdVoucher, type Voucher } from './hold';

export type HeldVoucher = Case & { voucher: Voucher };

/** What an act leaves for the auditor. */
export interface ActRecord {
  /** The id its form chose; without one, a new one. */
  id?: string | undefined;
  act: VoucherActKind;
  reason?: string | null;
  from?: string;
  to?: string;
}

/**
 * Performs an act of the office on a voucher, as one transaction: only for who may, only where the voucher's state
 * allows it.
 *
 * @param settled answers whether the act was done before: it is done then, whatever the state
 */
export async function onVoucher(
  db: Queryable,
  actor: Actor,
  { voucherId, act }: { voucherId: string; act: VoucherActKind },
  settled: (tx: Queryable, held: HeldVoucher) => boolean | Promise<boolean>,
  perform: (tx: Queryable, held: HeldVoucher) => Promise<Outcome<unknown>>,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdVoucher(tx, { id: voucherId });
    if (!held || !may(actor, 'voucher.manage', false)) return refused({ code: 'not-found' });
    if (await settled(tx, held)) return ok(null);
    const { voucher, application, now } = held;
    const closed = voucher.status === 'esaurito' && (await isClosed(tx, application.id, now));
    if (!mayAct(act, voucher.status, closed)) return refused({ code: 'act-not-allowed' });
    const performed = await perform(tx, held);
    return performed.ok ? ok(null) : performed;
  });
}

/** Whether no void can refill a spent voucher any more: its procedure has ended. */
export async function isClosed(tx: Queryable, applicationId: string, now: Date): Promise<boolean> {
  const until = await refillableUntil(tx, applicationId);
  return until !== null && until <= now;
}

/** Leaves the record of an act, in its transaction. */
export async function recordAct(
  tx: Queryable,
  actor: Actor,
  of: { applicationId: string; voucherId: string | null },
  { id = newId(), act, reason = null, from, to }: ActRecord,
): Promise<void> {
  await tx.insert(voucherActs).values({
    id,
    ...of,
    act,
    reason: sealedVoucherAct.seal(id, reason),
    fromValue: from ?? null,
    toValue: to ?? null,
    actorKind: actor.kind === 'system' ? 'system' : 'user',
    actorId: actor.kind === 'system' ? null : actor.id,
  });
}

/** Whether the form with this id was posted before. */
export async function isRecorded(tx: Queryable, id: string): Promise<boolean> {
  const rows = await tx.select({ id: voucherActs.id }).from(voucherActs).where(eq(voucherActs.id, id));
  return rows.length > 0;
}
