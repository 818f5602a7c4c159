import { and, desc, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { applications, programmeVersions, programmes, registrations } from '../../db/schema/applications';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import type { Answers } from '../../domain/application/answers';
import { knownAnswers } from '../../domain/application/prefill';
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
    const sent = await lastSentFor(tx, citizen);
    const id = newId();
    const [opened] = await tx
      .insert(applications)
      .values({
        id,
        citizenId: actor.id,
        programmeId: programme.id,
        programmeVersionId: programme.version.id,
        channel: 'cittadino',
        status: 'bozza',
        eventNumber: 1,
        answers: sealedAnswers.seal(id, knownAnswers(citizen, sent?.answers ?? null)),
        prefilledFrom: sent?.id ?? null,
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
    const draft = await draftOf(tx, actor.id, programme.id);
    // The draft that stood in the way was sent in the very meantime: the person asked for a new one, let them ask again.
    return draft ? ok({ applicationId: draft.id }) : refused({ code: 'act-not-allowed' });
  });
}

async function draftOf(
  tx: Queryable,
  citizenId: string,
  programmeId: string,
): Promise<{ id: string } | null> {
  const [draft] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.citizenId, citizenId),
        eq(applications.programmeId, programmeId),
        eq(applications.status, 'bozza'),
      ),
    );
  return draft ?? null;
}

/** The last application that was sent for the citizen in person, by whatever programme; not those for others. */
async function lastSentFor(
  tx: Queryable,
  { id, fiscalCode }: typeof users.$inferSelect,
): Promise<{ id: string; answers: Answers } | null> {
  if (fiscalCode === null) return null;
  const [sent] = await tx
    .select({ id: applications.id, answers: applications.answers })
    .from(applications)
    .innerJoin(registrations, eq(registrations.applicationId, applications.id))
    .where(
      and(
        eq(applications.citizenId, id),
        // As typed, it may have blanks.
        eq(sql`regexp_replace(${applications.beneficiaryFiscalCode}, '\\s', '', 'g')`, fiscalCode),
      ),
    )
    .orderBy(desc(registrations.registeredAt))
    .limit(1);
  return sent ? { id: sent.id, answers: sealedAnswers.open(sent.id, sent.answers) } : null;
}
