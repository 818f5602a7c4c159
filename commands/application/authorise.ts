import { may, type Permission } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../../db/client';
import type { Outcome } from '../transaction';
import { holdApplication, isOwn, type Case } from './case';

/** Which application an act of the office is on. */
export interface OnCase {
  applicationId: string;
  /** Number of the last event on the page the act was done on; where it is not given, the act is on what there is. */
  seen?: number;
}

/**
 * Holds an application for an act the actor may perform. Somebody else's application does not exist for a citizen:
 * `not-found`, never `forbidden`, which would tell that the id is right.
 */
export async function holdFor(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  applicationId: string,
): Promise<Outcome<Case>> {
  const held = await holdApplication(tx, applicationId);
  if (!held || !may(actor, permission, isOwn(actor, held.application))) return refused({ code: 'not-found' });
  return ok(held);
}

/** A case held by somebody of the office, who is known by their id. */
export interface StaffCase extends Case {
  userId: string;
}

/**
 * Holds an application for an act of the office on it as it was seen. Refusals: `not-found`, `forbidden` (not a person),
 * `changed-meanwhile` (a colleague, the citizen or time came in between: nobody writes over what they have not read).
 */
export async function holdSeen(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  { applicationId, seen }: OnCase,
): Promise<Outcome<StaffCase>> {
  const held = await holdFor(tx, actor, permission, applicationId);
  if (!held.ok) return held;
  if (actor.kind !== 'user') return refused({ code: 'forbidden' });
  if (seen !== undefined && seen !== held.value.application.eventNumber) {
    return refused({ code: 'changed-meanwhile', seen });
  }
  return ok({ ...held.value, userId: actor.id });
}
