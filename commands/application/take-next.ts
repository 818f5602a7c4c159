import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { nobody } from '../../db/queries/worklist/conditions';
import { applications } from '../../db/schema/applications';
import { openApplicationRow } from '../../db/sealing/columns';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { askOnce } from '../inquiry/ask';
import { transact, type Outcome } from '../transaction';
import { recordEvent } from './case';

/**
 * Takes in charge the presented application whose term ends first of those in nobody's charge. What another act holds is
 * passed over, so that two operators who ask at once get two different ones; null when there is none. The registers are
 * asked about the household, as when it is taken by name.
 *
 * Refusals: `forbidden` (not of the office).
 */
export async function takeNext(
  db: Queryable,
  actor: Actor,
): Promise<Outcome<{ applicationId: string } | null>> {
  return transact<{ applicationId: string } | null>(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'application.take', false))
      return refused({ code: 'forbidden' });
    const [row] = await tx
      .select()
      .from(applications)
      .where(
        and(
          isNotNull(applications.phase),
          eq(applications.status, 'presentata'),
          eq(applications.assignee, nobody),
        ),
      )
      .orderBy(asc(applications.decideBy), asc(applications.id))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!row) return ok(null);
    const next = openApplicationRow(row);
    const event = { kind: 'taken-in-charge', operatorId: actor.id } as const;
    const recorded = await recordEvent(tx, next, actor, event, { operatorId: actor.id });
    if (!recorded.ok) return recorded;
    await askOnce(tx, next.id, actor.id);
    return ok({ applicationId: next.id });
  });
}
