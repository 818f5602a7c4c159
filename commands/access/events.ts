import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { accessEvents } from '../../db/schema/access';
import type { AccessEventKind } from '../../domain/second-factor';

/** Writes down what was done about somebody's access, in the act's own transaction; answers the id of the record. */
export async function recordAccess(
  tx: Queryable,
  event: { userId: string; actorId: string; kind: AccessEventKind; reason?: string },
): Promise<string> {
  const id = newId();
  await tx.insert(accessEvents).values({ id, ...event });
  return id;
}
