import { may, type Permission } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../../db/client';
import type { Outcome } from '../transaction';
import { holdApplication, isOwn, type Case } from './case';

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
