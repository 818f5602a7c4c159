import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { recordEvent } from './case';

/**
 * Gives an application to somebody of the office. Giving it to who has it changes nothing.
 *
 * Refusals: `not-found`; `invalid` (not somebody of the office who works here now); `act-not-allowed` (not presentata).
 */
export async function assignApplication(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; operatorId: string },
): Promise<Outcome<null>> {
  const { applicationId, operatorId } = input;
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.assign', applicationId);
    if (!held.ok) return held;
    if (!(await isOfTheOffice(tx, operatorId))) return refused(invalid('operatorId', 'choice'));
    const { application } = held.value;
    if (application.operatorId === operatorId) return ok(null);
    const event = { kind: 'taken-in-charge' as const, operatorId };
    const recorded = await recordEvent(tx, application, actor, event, { operatorId });
    return recorded.ok ? ok(null) : recorded;
  });
}

/** Whether somebody evaluates applications and is not suspended. */
async function isOfTheOffice(db: Queryable, userId: string): Promise<boolean> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(eq(users.id, userId), eq(users.active, true), inArray(users.role, ['operatore', 'responsabile'])),
    );
  return rows.length > 0;
}
