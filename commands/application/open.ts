import { and, desc, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { applications, programmeVersions, programmes, registrations } from '../../db/schema/applications';
import { users } from '../../db/schema/people';
import { openApplicationRow, sealedAnswers } from '../../db/sealing/columns';
import type { Answers } from '../../domain/application/answers';
import { knownAnswers } from '../../domain/application/prefill';
import { may } from '../../domain/permissions';
import { draftTerms, lastClosing } from '../../domain/programme/terms';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { appendEvent, type Application } from './case';

/**
 * Opens an application for a programme, filled with what is already known of the citizen (criterion C.SE.1.5: nothing
 * known is asked again). Opening twice lands on the same draft. Who entered with the first part of a PIN gets a draft of
 * that mode, filled with the account's data alone: earlier applications are not theirs to see.
 *
 * Refusals: `forbidden` (not a citizen), `not-found` (no such programme), `programme-closed`,
 * `window-closed` (nothing can be sent any more; before the opening a draft may be prepared), `in-other-hands` (in the
 * simplified mode, a draft begun with more than that).
 */
export async function openApplication(
  db: Queryable,
  actor: Actor,
  input: { programmeSlug: string },
): Promise<Outcome<{ applicationId: string }>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || actor.role !== 'cittadino' || !may(actor, 'application.open', true)) {
      return refused({ code: 'forbidden' });
    }
    const [citizen] = await tx.select().from(users).where(eq(users.id, actor.id));
    if (!citizen) return refused({ code: 'not-found' });
    const simplified = actor.level === 'simplified';
    const sent = simplified ? null : await lastSentFor(tx, citizen);
    const opened = await openDraft(tx, actor, input.programmeSlug, {
      citizenId: actor.id,
      channel: 'cittadino',
      openedLevel: simplified ? 'simplified' : 'full',
      answers: knownAnswers(citizen, sent?.answers ?? null),
      prefilledFrom: sent?.id ?? null,
    });
    if (!opened.ok) return opened;
    const { application } = opened.value;
    if (simplified && application.openedLevel !== 'simplified') return refused({ code: 'in-other-hands' });
    return ok({ applicationId: application.id });
  });
}

type NewDraft = Pick<Application, 'citizenId' | 'channel' | 'openedLevel' | 'answers' | 'prefilledFrom'> &
  Partial<Pick<Application, 'callId' | 'mandateId'>>;

/**
 * Opens a draft in the caller's transaction, or finds the one the citizen has for the programme. Refusals: `not-found`,
 * `programme-closed`, `window-closed`.
 */
export async function openDraft(
  tx: Queryable,
  by: Actor,
  programmeSlug: string,
  draft: NewDraft,
): Promise<Outcome<{ application: Application; programme: string; isNew: boolean }>> {
  const [programme] = await tx
    .select({
      id: programmes.id,
      name: programmes.name,
      status: programmes.status,
      version: programmeVersions,
    })
    .from(programmes)
    .innerJoin(programmeVersions, eq(programmeVersions.programmeId, programmes.id))
    .where(eq(programmes.slug, programmeSlug))
    .orderBy(desc(programmeVersions.version))
    .limit(1);
  if (!programme) return refused({ code: 'not-found' });
  if (programme.status !== 'attivo') return refused({ code: 'programme-closed' });
  const now = await databaseNow(tx);
  if (lastClosing(programme.version.rules) <= now) return refused({ code: 'window-closed' });
  const id = newId();
  const [opened] = await tx
    .insert(applications)
    .values({
      ...draft,
      id,
      answers: sealedAnswers.seal(id, draft.answers),
      programmeId: programme.id,
      programmeVersionId: programme.version.id,
      status: 'bozza',
      eventNumber: 1,
    })
    .onConflictDoNothing({
      target: [applications.citizenId, applications.programmeId],
      where: sql`status = 'bozza'`,
    })
    .returning();
  if (opened) {
    await appendEvent(tx, opened.id, 1, by, draftTerms(programme.version.rules, now));
    return ok({ application: openApplicationRow(opened), programme: programme.name, isNew: true });
  }
  const found = await draftOf(tx, draft.citizenId, programme.id);
  // The draft that stood in the way was sent in the very meantime: the person asked for a new one, let them ask again.
  return found
    ? ok({ application: found, programme: programme.name, isNew: false })
    : refused({ code: 'act-not-allowed' });
}

async function draftOf(tx: Queryable, citizenId: string, programmeId: string): Promise<Application | null> {
  const [draft] = await tx
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.citizenId, citizenId),
        eq(applications.programmeId, programmeId),
        eq(applications.status, 'bozza'),
      ),
    );
  return draft ? openApplicationRow(draft) : null;
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
