import type { Queryable } from '../../db/client';
import { announceFunds } from './replenish';
import { leaveList } from './waiting-list';

/** An application leaves the waiting list by an act of its own, unless it was just served: who came behind it may fit. */
export async function giveUpPlace(
  tx: Queryable,
  application: { id: string; programmeId: string },
): Promise<void> {
  if (await leaveList(tx, application.id, 'left')) await announceFunds(tx, application.programmeId);
}
