import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import { refusedAnswers, type Answers } from '../../domain/application/answers';
import { answersForRole } from '../../domain/application/applicant';
import { mergeAnswers } from '../../domain/application/merge';
import { knownAnswers } from '../../domain/application/prefill';
import type { FieldFault, Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import type { Application } from './case';

/** More than the form of a household of twenty has. */
const answersLimit = 400;

export interface SavedDraft {
  version: number;
  savedAt: Date;
}

/**
 * Saves a whole draft as typed, complete or not. Empty answers are dropped.
 *
 * @param input.version the version the answers were typed on; another one in between refuses `stale-version`, unless
 *   the same answers are already saved (the answer to the first try was lost on the way)
 * @returns the version now saved
 *
 * Refusals: `not-found`, `not-editable` (sent or closed), `stale-version`, `invalid` (a field the form does not have,
 * or a text beyond any use).
 */
export async function saveDraft(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; version: number; answers: Answers },
): Promise<Outcome<SavedDraft>> {
  const answers = withoutEmpty(input.answers);
  return changeDraft(db, actor, input.applicationId, answers, (application) =>
    application.answersVersion === input.version || sameAnswers(application.answers, answers)
      ? ok(answers)
      : refused({ code: 'stale-version', version: application.answersVersion }),
  );
}

/**
 * Saves a part of a draft as typed ("Salva", and by itself while typing): merged field by field into what another tab
 * or device saved meanwhile. Repeating it changes nothing. Where it changes for whom the application is, what is known of
 * the citizen in person leaves or enters the draft.
 *
 * @param input.base the answers of the shown fields as they stood where the typing began
 * @param input.typed the same fields as typed, empty ones absent
 * @returns the version now saved
 *
 * Refusals: `not-found`, `not-editable` (sent or closed), `invalid` (a field the form does not have, a text beyond any
 * use, `edited-elsewhere` or `emptied-elsewhere` for a field changed differently on both sides: then nothing is saved).
 */
export async function mergeDraft(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; base: Answers; typed: Answers },
): Promise<Outcome<SavedDraft>> {
  const typed = withoutEmpty(input.typed);
  return changeDraft(db, actor, input.applicationId, typed, ({ answers: current }, known) => {
    const { answers, faults } = mergeAnswers({ base: input.base, typed, current });
    return faults.length === 0 ? ok(answersForRole(current, answers, known)) : refused(invalidBy(faults));
  });
}

const invalidBy = (faults: FieldFault[]): Refusal => ({ code: 'invalid', faults });

async function changeDraft(
  db: Queryable,
  actor: Actor,
  applicationId: string,
  typed: Answers,
  change: (application: Application, known: Answers) => Outcome<Answers>,
): Promise<Outcome<SavedDraft>> {
  const faults = refusedAnswers(typed);
  if (faults.length > 0) return refused(invalidBy(faults));
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.edit', applicationId);
    if (!held.ok) return held;
    const { application } = held.value;
    if (application.status !== 'bozza') return refused({ code: 'not-editable' });
    const changed = change(application, await knownOf(tx, application));
    if (!changed.ok) return changed;
    if (Object.keys(changed.value).length > answersLimit) {
      return refused(invalidBy([{ field: 'answers', code: 'too-long' }]));
    }
    return ok(await write(tx, application, changed.value));
  });
}

/** What is known of the citizen in person: what the draft began with. */
async function knownOf(tx: Queryable, { citizenId, prefilledFrom }: Application): Promise<Answers> {
  const [account] = await tx.select().from(users).where(eq(users.id, citizenId));
  if (!account) throw new Error('the held application is nobody’s');
  if (prefilledFrom === null) return knownAnswers(account, null);
  const [sent] = await tx
    .select({ answers: applications.answers })
    .from(applications)
    .where(eq(applications.id, prefilledFrom));
  return knownAnswers(account, sent ? sealedAnswers.open(prefilledFrom, sent.answers) : null);
}

async function write(tx: Queryable, application: Application, answers: Answers): Promise<SavedDraft> {
  if (sameAnswers(application.answers, answers)) {
    return { version: application.answersVersion, savedAt: application.savedAt };
  }
  const [saved] = await tx
    .update(applications)
    .set({
      answers: sealedAnswers.seal(application.id, answers),
      answersVersion: application.answersVersion + 1,
      savedAt: sql`clock_timestamp()`,
    })
    .where(eq(applications.id, application.id))
    .returning({ version: applications.answersVersion, savedAt: applications.savedAt });
  if (!saved) throw new Error('the held application is gone');
  return saved;
}

const withoutEmpty = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, text]) => text !== ''));

function sameAnswers(one: Answers, other: Answers): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
