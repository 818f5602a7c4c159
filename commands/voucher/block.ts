import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { vouchers } from '../../db/schema/ledger';
import type { Actor } from '../../domain/roles';
import { recordEvent } from '../application/case';
import type { Outcome } from '../transaction';
import { reasonOf } from '../reason';
import { onVoucher, recordAct } from './manage';

const ways = {
  block: { to: 'bloccato', event: 'voucher-blocked' },
  unblock: { to: 'attivo', event: 'voucher-unblocked' },
} as const;

interface Input {
  voucherId: string;
  reason: string;
}

/**
 * Suspends spending: attivo → bloccato. The balance stays, and the voucher's day comes as it would have. Blocking again
 * changes nothing.
 *
 * Refusals: `not-found`, `act-not-allowed` (spent, expired or revoked), `invalid` (no reason).
 */
export const blockVoucher = (db: Queryable, actor: Actor, input: Input): Promise<Outcome<null>> =>
  turn(db, actor, 'block', input);

/** Lets a blocked voucher be spent again: bloccato → attivo. Refusals as of `blockVoucher`. */
export const unblockVoucher = (db: Queryable, actor: Actor, input: Input): Promise<Outcome<null>> =>
  turn(db, actor, 'unblock', input);

async function turn(
  db: Queryable,
  actor: Actor,
  act: keyof typeof ways,
  input: Input,
): Promise<Outcome<null>> {
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  const { to, event } = ways[act];
  return onVoucher(
    db,
    actor,
    { voucherId: input.voucherId, act },
    (_, { voucher }) => voucher.status === to,
    async (tx, { voucher, application }) => {
      await tx.update(vouchers).set({ status: to }).where(eq(vouchers.id, voucher.id));
      await recordAct(
        tx,
        actor,
        { applicationId: application.id, voucherId: voucher.id },
        { act, reason: reason.value, from: voucher.status, to },
      );
      return recordEvent(tx, application, actor, { kind: event });
    },
  );
}
