import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import type { batchRows } from '../../db/schema/batches';
import { vouchers } from '../../db/schema/ledger';
import type { RowRefusal, RowResult, RowTask } from '../../domain/batch/row';
import { ok, refused, type Result } from '../../domain/result';
import { assignApplication } from '../application/assign';
import { holdApplication } from '../application/case';
import { decideApplication } from '../application/decide';
import type { Outcome } from '../transaction';
import { extendVoucher } from '../voucher/extend';
import type { User } from './authorise';

type Row = typeof batchRows.$inferSelect;

/**
 * Does what a row was shown to do, by the ordinary command, unless something happened to its application meanwhile.
 *
 * @returns where the application stands afterwards
 */
export async function performRow(
  tx: Queryable,
  actor: User | null,
  { task, applicationId, voucherId }: Row,
): Promise<Result<RowResult, RowRefusal>> {
  if (!actor) return refused({ code: 'forbidden' });
  if (!task || !applicationId) throw new Error('a row with nothing to do stands in the queue');
  const held = await holdApplication(tx, applicationId);
  if (!held) return refused({ code: 'not-found' });
  if (await hasChanged(tx, held.application.eventNumber, task, voucherId))
    return refused({ code: 'row-changed' });
  const done = await act(tx, actor, task, { applicationId, voucherId });
  if (!done.ok) return done;
  const [after] = await tx
    .select({ status: applications.status, phase: applications.phase })
    .from(applications)
    .where(eq(applications.id, applicationId));
  if (!after) throw new Error('the held application is gone');
  return ok(after);
}

/** Whether something happened after the row was shown: of a voucher's life only its day counts, or every spend would. */
async function hasChanged(
  tx: Queryable,
  eventNumber: number,
  task: RowTask,
  voucherId: string | null,
): Promise<boolean> {
  if (task.act !== 'proroga') return task.eventNumber !== eventNumber;
  const [voucher] = await tx
    .select({ expiresAt: vouchers.expiresAt })
    .from(vouchers)
    .where(eq(vouchers.id, voucherId ?? ''));
  return voucher?.expiresAt.toISOString() !== task.expiresAt;
}

function act(
  tx: Queryable,
  actor: User,
  task: RowTask,
  { applicationId, voucherId }: { applicationId: string; voucherId: string | null },
): Promise<Outcome<unknown>> {
  switch (task.act) {
    case 'approva': {
      const { amountCents, reason } = task;
      return decideApplication(tx, actor, {
        applicationId,
        decision: { outcome: 'approvata', amountCents, reason },
      });
    }
    case 'respingi':
      return decideApplication(tx, actor, {
        applicationId,
        decision: { outcome: 'respinta', reasonCodes: task.reasonCodes ?? ['altro'], reason: task.reason },
      });
    case 'assegna':
      return assignApplication(tx, actor, { applicationId, operatorId: task.operatorId });
    case 'proroga':
      return extendVoucher(tx, actor, {
        voucherId: voucherId ?? '',
        expiresOn: task.expiresOn,
        reason: task.reason,
      });
  }
}
