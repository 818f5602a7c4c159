import type { Queryable } from '../../db/client';
import { beginRetention } from '../retention/record';
import { holdFund } from './fund';
import { appendProgrammeEvent, lastEventOf } from './replenish';
import { saveUp } from './return-to-fund';
import { headOf } from './waiting-list';

/**
 * The money of a programme that is closed in the caller's transaction, which holds the programme and has set its state:
 * the residual goes to the savings, and the workflow ends the waiting list, telling each who waits.
 * What it knows of people stays for a term from now on.
 */
export async function settleClosed(tx: Queryable, programmeId: string): Promise<void> {
  const { balanceCents } = await holdFund(tx, programmeId);
  if (balanceCents > 0) await saveUp(tx, programmeId, balanceCents, programmeId);
  await beginRetention(tx, programmeId);
  const followed = (await lastEventOf(tx, programmeId)) > 0;
  if (followed || (await headOf(tx, programmeId))) {
    await appendProgrammeEvent(tx, programmeId, { kind: 'closed' });
  }
}
