import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { citizenRequests } from '../../db/schema/procedure';

export type CitizenRequest = typeof citizenRequests.$inferSelect;

const isOpen = and(
  isNull(citizenRequests.answeredAt),
  isNull(citizenRequests.lapsedAt),
  isNull(citizenRequests.droppedAt),
);

/** The request the citizen is to answer, or null. The caller holds the application. */
export async function openRequest(tx: Queryable, applicationId: string): Promise<CitizenRequest | null> {
  const [open] = await tx
    .select()
    .from(citizenRequests)
    .where(and(eq(citizenRequests.applicationId, applicationId), isOpen))
    .for('update');
  return open ?? null;
}
