import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import { refusedAnswers, type Answers } from '../../domain/application/answers';
import {
  answersForRole,
  certifiedAnswers,
  identityAnswers,
  withCertified,
} from '../../domain/application/applicant';
import { lockedFaults } from '../../domain/application/locked';
import { mergeAnswers } from '../../domain/application/merge';
import { knownAnswers } from '../../domain/application/prefill';
import type { FieldFault, Refusal } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { isSimplified, type Actor } from '../../domain/roles';
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
 * Saves a whole draft as typed, complete or not. Empty answers are dropped. What SPID, CIE or CNS certified of the
 * citizen stays as certified, whatever is typed.
 *
 * @param input.version the version the answers were typed on; another one in between refuses `stale-version`, unless
 *   the same answers are already saved (the answer to the first try was lost on the way)
 * @returns the version now saved
 *
 * Refusals: those of `holdFor`; `not-editable` (sent or closed), `stale-version`, `invalid` (a field the form does not have,
 * a text beyond any use, or in the simplified mode what it may not change).
 */
export async function saveDraft(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; version: number; answers: Answers },
): Promise<Outcome<SavedDraft>> {
  const answers = withoutEmpty(input.answers);
  return changeDraft(db, actor, input.applicationId, answers, (application, { certified }) => {
    const whole = withCertified(answers, certified);
    return application.answersVersion === input.version || sameAnswers(application.answers, whole)
      ? ok(whole)
      : refused({ code: 'stale-version', version: application.answersVersion });
  });
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
  return changeDraft(db, actor, input.applicationId, typed, ({ answers: current }, { known, certified }) => {
    const merged = mergeAnswers({ base: input.base, typed, current });
    // What was typed where an identity has spoken is nobody's to dispute.
    const faults = merged.faults.filter(({ field }) => !Object.hasOwn(certified, field));
    if (faults.length > 0) return refused(invalidBy(faults));
    return ok(withCertified(answersForRole(current, merged.answers, known), certified));
  });
}

const invalidBy = (faults: FieldFault[]): Refusal => ({ code: 'invalid', faults });

async function changeDraft(
  db: Queryable,
  actor: Actor,
  applicationId: string,
  typed: Answers,
  change: (application: Application, of: OfCitizen) => Outcome<Answers>,
): Promise<Outcome<SavedDraft>> {
  const faults = refusedAnswers(typed);
  if (faults.length > 0) return refused(invalidBy(faults));
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.edit', applicationId);
    if (!held.ok) return held;
    const { application } = held.value;
    if (application.status !== 'bozza') return refused({ code: 'not-editable' });
    const citizen = await ofCitizen(tx, application);
    const { known } = citizen;
    const changed = change(application, citizen);
    if (!changed.ok) return changed;
    const locked = isSimplified(actor) ? lockedFaults(changed.value, application.answers, known) : [];
    if (locked.length > 0) return refused(invalidBy(locked));
    if (Object.keys(changed.value).length > answersLimit) {
      return refused(invalidBy([{ field: 'answers', code: 'too-long' }]));
    }
    return ok(await write(tx, application, changed.value));
  });
}

interface OfCitizen {
  /** What is known of the citizen in person: what the draft began with. */
  known: Answers;
  /** What of it an identity certified. */
  certified: Answers;
}

async function ofCitizen(
  tx: Queryable,
  { citizenId, prefilledFrom, mandateId }: Application,
): Promise<OfCitizen> {
  const [account] = await tx.select().from(users).where(eq(users.id, citizenId));
  if (!account) throw new Error('the held application is nobody’s');
  const certified = certifiedAnswers(account);
  if (mandateId !== null) return { known: identityAnswers(account), certified };
  if (prefilledFrom === null) return { known: knownAnswers(account, null), certified };
  const [sent] = await tx
    .select({ answers: applications.answers })
    .from(applications)
    .where(eq(applications.id, prefilledFrom));
  const answers = sent ? sealedAnswers.open(prefilledFrom, sent.answers) : null;
  return { known: knownAnswers(account, answers), certified };
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
