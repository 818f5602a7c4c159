import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { programmes, programmeVersions } from '../../db/schema/applications';
import { programmeDrafts } from '../../db/schema/programme-drafts';
import { civilDate } from '../../domain/calendar';
import { may, type Permission } from '../../domain/permissions';
import type { Circumstances } from '../../domain/programme/editing/checks';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';

export type Programme = typeof programmes.$inferSelect;
export type ProgrammeVersion = typeof programmeVersions.$inferSelect;
export type ProgrammeDraft = typeof programmeDrafts.$inferSelect;

/** A programme held for a change, with what is in force and what is being written. */
export interface HeldProgramme {
  programme: Programme;
  inForce: ProgrammeVersion | null;
  draft: ProgrammeDraft | null;
  circumstances: Circumstances;
  /** The person who acts. */
  userId: string;
}

/**
 * Holds a programme until the transaction ends, for an act the actor may perform. Two acts on one programme come one
 * after the other; citizens who open applications meanwhile do not wait.
 *
 * Refusals: `not-found` (no such programme, or not for this actor), `forbidden` (only people write programmes).
 */
export async function holdProgramme(
  tx: Queryable,
  actor: Actor,
  permission: Permission,
  programmeId: string,
): Promise<Outcome<HeldProgramme>> {
  const [programme] = await tx
    .select()
    .from(programmes)
    .where(eq(programmes.id, programmeId))
    .for('no key update');
  if (!programme || !may(actor, permission, false)) return refused({ code: 'not-found' });
  if (actor.kind !== 'user') return refused({ code: 'forbidden' });
  const [inForce = null] = await tx
    .select()
    .from(programmeVersions)
    .where(eq(programmeVersions.programmeId, programmeId))
    .orderBy(desc(programmeVersions.version))
    .limit(1);
  const [draft = null] = await tx
    .select()
    .from(programmeDrafts)
    .where(eq(programmeDrafts.programmeId, programmeId));
  const now = await databaseNow(tx);
  const circumstances = { now, today: civilDate(now), published: inForce !== null };
  return ok({ programme, inForce, draft, circumstances, userId: actor.id });
}
