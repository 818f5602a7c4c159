import { createHash } from 'node:crypto';
import { jsonbText } from '../../db/sealing/jsonb-text';
import type { ApplicationForm } from '../../domain/application/answers';
import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { registrations } from '../../db/schema/applications';
import { readAnswers } from '../../domain/application/answers';
import { civilDate } from '../../domain/calendar';
import { missingDeclarations } from '../../domain/programme/declarations';
import { decisionTerms, openWindow } from '../../domain/programme/terms';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { removeUnfinished } from '../attachment/remove';
import { documentFaults, mandateFaults } from '../attachment/required';
import { recordAcceptance } from '../consent/accept';
import { transact, type Outcome } from '../transaction';
import { holdFor } from './authorise';
import { recordEvent } from './case';
import { claimHousehold } from './household';

/** The entry in the protocol register (manual § 2.10, fig. 11). */
export interface Receipt {
  year: number;
  number: number;
  registeredAt: Date;
  /** False when the application had been sent before: the same receipt is given again. */
  first: boolean;
}

/**
 * Sends an application ("Spedisci"): bozza → presentata, locked from then on, with its protocol number. Sending it
 * again gives the same receipt. The window is judged by the database's clock in this transaction.
 *
 * @param input.version the version of the answers that was read before sending; another one in between is refused
 * @param input.readBack on the telephone, that the summary was read to the citizen, who confirmed it
 * @param input.language in which the declarations were read above their boxes; Italian where it is not said
 *
 * Refusals: those of `holdFor`; `not-editable` (withdrawn or discarded), `stale-version`, `programme-closed`, `window-closed`, `incomplete` with a
 * fault for each field, `household-already-applied` (somebody of the household is in another application of the programme).
 */
export async function submitApplication(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; version?: number; language?: string; readBack?: boolean },
): Promise<Outcome<Receipt>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'application.submit', input.applicationId);
    if (!held.ok) return held;
    const { application, programmeStatus, rules, now } = held.value;
    const earlier = await registrationOf(tx, application.id);
    if (earlier) return ok<Receipt>({ ...earlier, first: false });
    if (application.status !== 'bozza') return refused({ code: 'not-editable' });
    if (application.answersVersion !== (input.version ?? application.answersVersion)) {
      return refused({ code: 'stale-version', version: application.answersVersion });
    }
    if (programmeStatus === 'chiuso') return refused({ code: 'programme-closed' });
    if (application.channel === 'contact-center' && input.readBack !== true) {
      return refused(invalid('readBack', 'read-back'));
    }
    if (!openWindow(rules, application.channel, now)) return refused({ code: 'window-closed' });
    const { form, faults: wrong } = readAnswers(application.answers, civilDate(now));
    const faults = [
      ...wrong,
      ...missingDeclarations(rules, form),
      ...(await documentFaults(tx, application.id, rules)),
      ...(await mandateFaults(tx, application)),
    ];
    if (faults.length > 0) return refused({ code: 'incomplete', faults });

    const claimed = await claimHousehold(tx, application, form);
    if (!claimed.ok) return claimed;
    await removeUnfinished(tx, application.id);
    const terms = decisionTerms(rules, now);
    const recorded = await recordEvent(tx, application, actor, terms, {
      form,
      decideBy: new Date(terms.decideBy),
    });
    if (!recorded.ok) return recorded;
    await recordAcceptance(tx, ['declarations'], {
      userId: application.citizenId,
      language: input.language ?? 'it',
      channel: application.channel,
      applicationId: application.id,
    });
    return ok<Receipt>({ ...(await register(tx, application.id, form)), first: true });
  });
}

/** Last in the transaction: the counter it locks is everybody's. */
async function register(
  tx: Queryable,
  applicationId: string,
  form: ApplicationForm,
): Promise<Omit<Receipt, 'first'>> {
  const fingerprint = createHash('sha256').update(jsonbText(form)).digest();
  await tx.execute(sql`select register_application(${applicationId}, ${fingerprint})`);
  const entry = await registrationOf(tx, applicationId);
  if (!entry) throw new Error('the registration is missing');
  return entry;
}

async function registrationOf(tx: Queryable, applicationId: string): Promise<Omit<Receipt, 'first'> | null> {
  const [entry] = await tx
    .select({
      year: registrations.year,
      number: registrations.number,
      registeredAt: registrations.registeredAt,
    })
    .from(registrations)
    .where(eq(registrations.applicationId, applicationId));
  return entry ?? null;
}
