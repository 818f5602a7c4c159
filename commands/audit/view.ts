import { sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { channelOf } from '../../domain/audit/entry';
import { sameViewMinutes, viewSubjects, type ViewKind } from '../../domain/audit/views';
import type { Actor } from '../../domain/roles';

/**
 * Writes down that a person of the Ente looks at somebody's data. Looking again within minutes is the same look.
 *
 * @param view.id of the application, the ticket …; null for a list
 * @param view.cause the ticket it was looked at for, where there is one
 */
export async function recordView(
  db: Queryable,
  actor: Extract<Actor, { kind: 'user' }>,
  view: { kind: ViewKind; id: string | null; cause?: string | undefined },
): Promise<void> {
  const act = `view.${view.kind}`;
  await db.execute(sql`
    insert into audit_entries (view, actor_kind, actor_id, role, channel, act, subject, subject_id, cause)
    select true, 'user', ${actor.id}, ${actor.role}, ${channelOf(actor)}, ${act}, ${viewSubjects[view.kind]},
      ${view.id}::uuid, ${view.cause ?? null}::uuid
    where not exists (
      select from audit_entries
      where view and act = ${act} and actor_id = ${actor.id} and subject_id is not distinct from ${view.id}::uuid
        and at > clock_timestamp() - ${sameViewMinutes} * interval '1 minute')`);
}
