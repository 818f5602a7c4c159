import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { applications } from '../../db/schema/applications';
import { retentionHolds } from '../../db/schema/retention';
import { readRegistration } from '../../domain/application/registration';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { eraseAt, readMonths } from '../../domain/retention/terms';
import type { Actor } from '../../domain/roles';
import { holdProgramme } from '../programme/hold';
import { reasonOf } from '../reason';
import { transact, type Outcome } from '../transaction';
import { holdRetention, recordRetentionEvent } from './record';

/**
 * Sets how many months after its closing what a programme knows of people stays.
 *
 * Refusals: `not-found`; `invalid` at `months`; `act-not-allowed` (not closed yet, or erased already).
 */
export async function setRetention(
  db: Queryable,
  actor: Actor,
  input: { programmeId: string; months: string },
): Promise<Outcome<null>> {
  const months = readMonths(input.months);
  if (months === null) return refused(invalid('months', 'retention-months'));
  return transact(db, async (tx) => {
    const programme = await holdProgramme(tx, actor, 'retention.decide', input.programmeId);
    if (!programme.ok) return programme;
    const held = await holdRetention(tx, input.programmeId);
    if (!held || held.doneAt !== null) return refused({ code: 'act-not-allowed' });
    if (held.months === months) return ok(null);
    const until = eraseAt(held.closedAt, months);
    const event = { kind: 'moved' as const, eraseAt: until.toISOString() };
    await recordRetentionEvent(tx, held, actor, event, { months, eraseAt: until });
    return ok(null);
  });
}

/**
 * Keeps a programme, or one application of it, from being erased while somebody needs it for a claim (GDPR art. 17 c. 3
 * lett. e).
 *
 * @param input.holdId chosen by the form: posted twice, it is one hold
 * @param input.registration the protocol number of the application; empty for the whole programme
 *
 * Refusals: `not-found`; `invalid` at `reason`, or at `registration` (no such application in this programme).
 */
export async function placeRetentionHold(
  db: Queryable,
  actor: Actor,
  input: { programmeId: string; holdId: string; registration: string; reason: string },
): Promise<Outcome<null>> {
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  return transact(db, async (tx) => {
    const { programmeId, holdId } = input;
    const programme = await holdProgramme(tx, actor, 'retention.decide', programmeId);
    if (!programme.ok) return programme;
    const applicationId =
      input.registration.trim() === '' ? null : await found(tx, programmeId, input.registration);
    if (applicationId === undefined) return refused(invalid('registration', 'registration-absent'));
    const { userId: setBy } = programme.value;
    await tx
      .insert(retentionHolds)
      .values({ id: holdId, programmeId, applicationId, reason: reason.value, setBy })
      .onConflictDoNothing();
    return ok(null);
  });
}

/** Lets go what was held; what is due is erased at once. Lifting again changes nothing. Refusals: `not-found`. */
export async function liftRetentionHold(
  db: Queryable,
  actor: Actor,
  input: { programmeId: string; holdId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const programme = await holdProgramme(tx, actor, 'retention.decide', input.programmeId);
    if (!programme.ok) return programme;
    const lifted = await tx
      .update(retentionHolds)
      .set({ liftedBy: programme.value.userId, liftedAt: await databaseNow(tx) })
      .where(
        and(
          eq(retentionHolds.id, input.holdId),
          eq(retentionHolds.programmeId, input.programmeId),
          isNull(retentionHolds.liftedAt),
        ),
      )
      .returning({ id: retentionHolds.id });
    const held = lifted.length > 0 ? await holdRetention(tx, input.programmeId) : null;
    if (held && held.doneAt === null) await recordRetentionEvent(tx, held, actor, { kind: 'hold-lifted' });
    return ok(null);
  });
}

async function found(tx: Queryable, programmeId: string, typed: string): Promise<string | undefined> {
  const registration = readRegistration(typed);
  if (registration === null) return undefined;
  const [application] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.programmeId, programmeId),
        eq(applications.registrationYear, registration.year),
        eq(applications.registrationNumber, registration.number),
      ),
    );
  return application?.id;
}
