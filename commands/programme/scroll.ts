import type { Queryable } from '../../db/client';
import { isDrawAwaited } from '../../db/queries/draws';
import { ok } from '../../domain/result';
import { system } from '../../domain/roles';
import { holdApplication, recordEvent } from '../application/case';
import { issueFromFund } from '../application/fund';
import { releaseHousehold } from '../application/household';
import { postEndOfWaiting } from '../application/notice';
import { transact } from '../transaction';
import { holdFund } from './fund';
import { headOf, leaveList, type WaitingPlace } from './waiting-list';

/** Places worked off in one go: an activity of the engine stays short. */
const batch = 20;

/**
 * Approves who waits, in the programme's order, as long as the fund reaches: strictly, so that it stops at the first whose
 * amount the fund does not hold, and nobody is overtaken by somebody cheaper. As long as a draw is awaited the list stands
 * still; the draw, once it is made, announces itself. Each is a transaction of its own; done
 * again, after a crash, it goes on where it was.
 *
 * @returns whether there may be more to serve
 */
export const scrollWaitingList = (db: Queryable, programmeId: string): Promise<{ more: boolean }> =>
  workOff(db, programmeId, async (tx, head, { closed, balanceCents }) => {
    if (closed || balanceCents < head.amountCents || (await isDrawAwaited(tx, programmeId))) return false;
    const { applicationId, decisionId, amountCents } = head;
    await leaveList(tx, applicationId, 'served');
    await recordSurely(tx, applicationId, { kind: 'approved', decisionId, amountCents });
    await issueFromFund(tx, programmeId, applicationId, amountCents);
    return true;
  });

/**
 * Ends the waiting list of a closed programme: each application is annulled, its household free for other calls, and its
 * citizen is told that the money was not enough.
 *
 * @returns whether there may be more who wait
 */
export const endWaitingList = (db: Queryable, programmeId: string): Promise<{ more: boolean }> =>
  workOff(db, programmeId, async (tx, { applicationId }, { closed }) => {
    if (!closed) return false;
    await leaveList(tx, applicationId, 'ended');
    await releaseHousehold(tx, applicationId);
    await recordSurely(tx, applicationId, { kind: 'annulled' });
    await postEndOfWaiting(tx, applicationId);
    return true;
  });

type Fund = Awaited<ReturnType<typeof holdFund>>;

/** Works the list off from its head until an act says stop. */
async function workOff(
  db: Queryable,
  programmeId: string,
  act: (tx: Queryable, head: WaitingPlace, fund: Fund) => Promise<boolean>,
): Promise<{ more: boolean }> {
  for (let turn = 0; turn < batch; turn++) {
    const seen = await headOf(db, programmeId);
    if (!seen) return { more: false };
    const outcome = await transact(db, async (tx) => {
      await holdApplication(tx, seen.applicationId);
      const fund = await holdFund(tx, programmeId);
      // Looked at again under the lock: somebody may have come before it, or gone, since it was seen.
      const head = await headOf(tx, programmeId);
      if (head?.decisionId !== seen.decisionId) return ok(true);
      return ok(await act(tx, head, fund));
    });
    if (!outcome.ok || !outcome.value) return { more: false };
  }
  return { more: true };
}

/** Who waits stands in the phase of those who wait; an event that cannot follow is a fault of ours, to be seen. */
async function recordSurely(
  tx: Queryable,
  applicationId: string,
  event: Parameters<typeof recordEvent>[3],
): Promise<void> {
  const held = await holdApplication(tx, applicationId);
  if (!held) throw new Error('the waiting application is gone');
  const recorded = await recordEvent(tx, held.application, system, event);
  if (!recorded.ok) throw new Error(`the waiting application takes no ${event.kind}`);
}
