import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { outbox } from '../../db/schema/delivery';
import { inquiries } from '../../db/schema/registers';
import { registerNames } from '../../domain/register/registers';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { holdFor } from '../application/authorise';
import { transact, type Outcome } from '../transaction';

/**
 * "Interroga di nuovo": asks the registers about an application that was sent. What is under way is not asked twice.
 *
 * Refusals: `not-found`, `act-not-allowed` (not under evaluation).
 */
export async function askRegisters(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'register.ask', input.applicationId);
    if (!held.ok) return held;
    if (actor.kind !== 'user') return refused({ code: 'forbidden' });
    if (held.value.application.status !== 'presentata') return refused({ code: 'act-not-allowed' });
    await ask(tx, input.applicationId, actor.id);
    return ok(null);
  });
}

/** Asks about an application when it is first taken in charge, in the caller's transaction. */
export async function askOnce(tx: Queryable, applicationId: string, userId: string): Promise<void> {
  const [asked] = await tx
    .select({ id: inquiries.id })
    .from(inquiries)
    .where(eq(inquiries.applicationId, applicationId))
    .limit(1);
  if (!asked) await ask(tx, applicationId, userId);
}

/** One inquiry for each register, each with a workflow of its own: one out of order does not hold up the other. */
async function ask(tx: Queryable, applicationId: string, askedBy: string): Promise<void> {
  const asked = await tx
    .insert(inquiries)
    .values(registerNames.map((register) => ({ id: newId(), applicationId, register, askedBy })))
    .onConflictDoNothing()
    .returning({ id: inquiries.id });
  for (const { id: businessId } of asked) {
    await tx.insert(outbox).values({ process: 'inquiry', businessId, number: 1, event: { kind: 'asked' } });
  }
}
