import { and, eq, inArray } from 'drizzle-orm';
import { validate } from 'uuid';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { officeRoles, type Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { recordEvent } from './case';

/**
 * Puts an application in the charge of a colleague of the office. In whose charge it is already, it stays: nothing changes.
 *
 * Refusals: `not-found`; `invalid` at `operatorId` (nobody of the office, or no longer there); `act-not-allowed` (not
 * presentata).
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
    const { application } = held.value;
    if (!(await isOfOffice(tx, operatorId))) return refused(invalid('operatorId', 'not-of-office'));
    if (application.status === 'presentata' && application.operatorId === operatorId) return ok(null);
    const recorded = await recordEvent(
      tx,
      application,
      actor,
      { kind: 'taken-in-charge', operatorId },
      { operatorId },
    );
    return recorded.ok ? ok(null) : recorded;
  });
}

async function isOfOffice(tx: Queryable, userId: string): Promise<boolean> {
  if (!validate(userId)) return false;
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), inArray(users.role, officeRoles), eq(users.active, true)));
  return found.length === 1;
}

/**
 * Puts an application back among those in nobody's charge: its own operator may, and who assigns. What is in nobody's
 * charge already stays so.
 *
 * Refusals: `not-found`; `forbidden` (in a colleague's charge); `act-not-allowed` (not being examined).
 */
export async function putBack(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.take', input.applicationId);
    if (!held.ok) return held;
    const { application } = held.value;
    if (application.status === 'presentata' && application.operatorId === null) return ok(null);
    const ownCharge = actor.kind === 'user' && application.operatorId === actor.id;
    if (!ownCharge && !may(actor, 'application.assign', false)) return refused({ code: 'forbidden' });
    const recorded = await recordEvent(tx, application, actor, { kind: 'put-back' }, { operatorId: null });
    return recorded.ok ? ok(null) : recorded;
  });
}
