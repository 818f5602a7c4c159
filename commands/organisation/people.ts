import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { readFields } from '../../domain/merchant/business';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { giveAccess, mailedPersonFields } from '../access/give-access';
import { hashPassword, temporaryPassword } from '../access/password';
import { turnAccess } from '../access/suspend';
import { recordAct } from '../audit/record';
import type { Outcome } from '../transaction';
import { onOrganisation } from './organisations';

interface OnPerson {
  organisationId: string;
  userId: string;
}

/**
 * Gives somebody of an organisation an access of their own, with the id the form chose: sent twice, it is one. Username and
 * first password go to their mail.
 *
 * Refusals: `not-found`; `act-not-allowed` (the organisation is suspended); `invalid` with a fault for each field.
 */
export async function addIntermediary(
  db: Queryable,
  actor: Actor,
  input: OnPerson & { answers: Answers },
): Promise<Outcome<null>> {
  const { organisationId, userId } = input;
  const { values, faults } = readFields(mailedPersonFields, input.answers);
  const password = temporaryPassword();
  const hash = await hashPassword(password);
  return onOrganisation(db, actor, organisationId, async (tx, held) => {
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const [earlier] = await tx.select().from(users).where(eq(users.id, userId));
    if (earlier) return earlier.organisationId === held.id ? ok(null) : refused({ code: 'not-found' });
    if (!held.active) return refused({ code: 'act-not-allowed' });
    const person = { ...values, id: userId, role: 'intermediario' as const, organisationId };
    await giveAccess(tx, person, { password, hash });
    await recordAct(tx, actor, 'organisation.person-added', { subject: 'user', id: userId });
    return ok(null);
  });
}

/** Takes the access of somebody of an organisation, and ends their sessions at once; or gives it back. Refusals: `not-found`. */
export async function switchIntermediary(
  db: Queryable,
  actor: Actor,
  input: OnPerson & { active: boolean },
): Promise<Outcome<null>> {
  const { organisationId, userId, active } = input;
  return onOrganisation(db, actor, organisationId, async (tx) => {
    const belongs = and(eq(users.id, userId), eq(users.organisationId, organisationId));
    const [person] = await tx.select().from(users).where(belongs).for('update');
    if (!person) return refused({ code: 'not-found' });
    if (person.active === active) return ok(null);
    await turnAccess(tx, userId, active);
    const act = active ? 'organisation.person-resumed' : 'organisation.person-suspended';
    await recordAct(tx, actor, act, { subject: 'user', id: userId });
    return ok(null);
  });
}
