import { and, desc, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { applications, programmeVersions, programmes } from '../../db/schema/applications';
import { users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { may } from '../../domain/permissions';
import { draftTerms, lastClosing } from '../../domain/programme/terms';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { appendEvent } from './case';

/**
 * Opens an application for a programme, filled with what is already known of the citizen (criterion C.SE.1.5: nothing
 * known is asked again). Opening twice lands on the same draft.
 *
 * Refusals: `forbidden` (not a citizen), `not-found` (no such programme), `programme-closed`,
 * `window-closed` (nothing can be sent any more; before the opening a draft may be prepared).
 */
export async function openApplication(
  db: Queryable,
  actor: Actor,
  input: { programmeSlug: string },
): Promise<Outcome<{ applicationId: string }>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'application.open', true)) return refused({ code: 'forbidden' });
    const [programme] = await tx
      .select({ id: programmes.id, status: programmes.status, version: programmeVersions })
      .from(programmes)
      .innerJoin(programmeVersions, eq(programmeVersions.programmeId, programmes.id))
      .where(eq(programmes.slug, input.programmeSlug))
      .orderBy(desc(programmeVersions.version))
      .limit(1);
    if (!programme) return refused({ code: 'not-found' });
    if (programme.status !== 'attivo') return refused({ code: 'programme-closed' });
    const now = await databaseNow(tx);
    if (lastClosing(programme.version.rules) <= now) return refused({ code: 'window-closed' });

    const [citizen] = await tx.select().from(users).where(eq(users.id, actor.id));
    if (!citizen) return refused({ code: 'not-found' });
    const [opened] = await tx
      .insert(applications)
      .values({
        id: newId(),
        citizenId: actor.id,
        programmeId: programme.id,
        programmeVersionId: programme.version.id,
        channel: 'cittadino',
        status: 'bozza',
        eventNumber: 1,
        answers: knownAnswers(citizen),
      })
      .onConflictDoNothing({
        target: [applications.citizenId, applications.programmeId],
        where: sql`status = 'bozza'`,
      })
      .returning({ id: applications.id });
    if (opened) {
      await appendEvent(tx, opened.id, 1, actor, draftTerms(programme.version.rules, now));
      return ok({ applicationId: opened.id });
    }
    const [draft] = await tx
      .select({ id: applications.id })
      .from(applications)
      .where(
        and(
          eq(applications.citizenId, actor.id),
          eq(applications.programmeId, programme.id),
          eq(applications.status, 'bozza'),
        ),
      );
    // The draft that stood in the way was sent in the very meantime: the person asked for a new one, let them ask again.
    return draft ? ok({ applicationId: draft.id }) : refused({ code: 'act-not-allowed' });
  });
}

function knownAnswers(citizen: typeof users.$inferSelect): Answers {
  const known = {
    'beneficiary.fiscalCode': citizen.fiscalCode,
    'beneficiary.familyName': citizen.familyName,
    'beneficiary.givenName': citizen.givenName,
    'beneficiary.birthDate': citizen.birthDate,
    'contacts.phone': citizen.phone,
    'contacts.mobile': citizen.mobile,
    'contacts.email': citizen.email,
    'residence.address': citizen.address,
  };
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
