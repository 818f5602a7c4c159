import { relationTo } from '../../db/queries/relation';
import { refusedToCitizen } from '../../domain/application/relation';
import { inSimplifiedMode, may, type Permission } from '../../domain/permissions';
import type { Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../../db/client';
import type { Outcome } from '../transaction';
import { recordInCall } from '../call/record';
import { holdApplication, type Case } from './case';

/** Which application an act of the office is on. */
export interface OnCase {
  applicationId: string;
  /** Number of the last event on the page the act was done on; where it is not given, the act is on what there is. */
  seen?: number;
}

/**
 * Holds an application for an act the actor may perform. Somebody else's application does not exist for a citizen:
 * `not-found`, never `forbidden`, which would tell that the id is right. Who had it in hand for its citizen is told why
 * they have it no more (`call-ended`, `mandate-ended`, `taken-over`); what an operator does in a call is put on its record.
 */
export async function holdFor(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  applicationId: string,
): Promise<Outcome<Case>> {
  const held = await holdApplication(tx, applicationId);
  const refusal = await refusalOn(tx, actor, permission, held);
  if (refusal) return refused(refusal);
  if (!held) return refused({ code: 'not-found' });
  await recordInCall(tx, actor, permission, held.application);
  return ok(held);
}

/** Why the actor may not do an act on an application that is held, as `holdFor` refuses it; null where they may. */
export async function refusalOn(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  held: Case | null,
): Promise<Refusal | null> {
  if (!held) return { code: 'not-found' };
  const { application } = held;
  const relation = await relationTo(tx, actor, application);
  if (relation !== 'own' && relation !== 'none') return { code: relation };
  if (!may(actor, permission, relation === 'own')) {
    const simplified = relation === 'own' && actor.kind === 'user' && actor.level === 'simplified';
    return { code: simplified && !inSimplifiedMode(permission) ? 'simplified-access' : 'not-found' };
  }
  return isCitizen(actor) ? refusedToCitizen(application, permission) : null;
}

const isCitizen = (actor: Actor): boolean => actor.kind === 'user' && actor.role === 'cittadino';

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
