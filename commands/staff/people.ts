import { asc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { readFields } from '../../domain/merchant/business';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import { staffRoles, type Actor } from '../../domain/roles';
import { giveAccess, mailedPersonFields } from '../access/give-access';
import { hashPassword, temporaryPassword } from '../access/password';
import { turnAccess } from '../access/suspend';
import { oneByOne } from '../access/username';
import { recordAct } from '../audit/record';
import { transact, type Outcome } from '../transaction';

/**
 * Gives somebody who works for the Ente an access of their own, with the id the form chose: sent twice, it is one. Username and
 * first password go to their mail; the second factor is chosen at the first entry.
 *
 * @param input.answers as typed: `familyName`, `givenName`, `email`, `role` (one of `staffRoles`)
 *
 * Refusals: `forbidden`; `not-found` (the id is somebody's who does not work for the Ente); `invalid` with a fault for each field.
 */
export async function addStaff(
  db: Queryable,
  actor: Actor,
  input: { userId: string; answers: Answers },
): Promise<Outcome<null>> {
  if (!may(actor, 'staff.run', false)) return refused({ code: 'forbidden' });
  const { userId, answers } = input;
  const { values, faults } = readFields(mailedPersonFields, answers);
  const role = staffRoles.find((each) => each === answers['role']);
  if (!role) faults.push({ field: 'role', code: 'required' });
  if (faults.length > 0 || !role) return refused({ code: 'invalid', faults });
  const password = temporaryPassword();
  const hash = await hashPassword(password);
  return transact(db, async (tx) => {
    // A form sent twice at once would find nobody twice.
    await oneByOne(tx);
    const [earlier] = await tx.select({ role: users.role }).from(users).where(eq(users.id, userId));
    if (earlier) return isStaff(earlier.role) ? ok(null) : refused({ code: 'not-found' });
    await giveAccess(tx, { ...values, id: userId, role }, { password, hash });
    await recordAct(tx, actor, 'staff.person-added', { subject: 'user', id: userId });
    return ok(null);
  });
}

/**
 * Takes the access of somebody who works for the Ente, and ends their sessions at once; or gives it back. Nobody takes their own,
 * and of two administrators who take each other's at once only one does, so one is always left.
 *
 * Refusals: `forbidden`; `not-found`; `act-not-allowed` (one's own access).
 */
export async function switchStaff(
  db: Queryable,
  actor: Actor,
  input: { userId: string; active: boolean },
): Promise<Outcome<null>> {
  if (!may(actor, 'staff.run', false) || actor.kind !== 'user') return refused({ code: 'forbidden' });
  const { userId, active } = input;
  return transact<null>(db, async (tx) => {
    const held = await tx
      .select({ id: users.id, role: users.role, active: users.active })
      .from(users)
      .where(inArray(users.id, [actor.id, userId]))
      .orderBy(asc(users.id))
      .for('update');
    const person = held.find(({ id }) => id === userId);
    if (!held.some(({ id, active: present }) => id === actor.id && present))
      return refused({ code: 'forbidden' });
    if (!person || !isStaff(person.role)) return refused({ code: 'not-found' });
    if (person.id === actor.id) return refused({ code: 'act-not-allowed' });
    if (person.active === active) return ok(null);
    await turnAccess(tx, userId, active);
    const act = active ? 'staff.person-resumed' : 'staff.person-suspended';
    await recordAct(tx, actor, act, { subject: 'user', id: userId });
    return ok(null);
  });
}

const isStaff = (role: string): boolean => staffRoles.some((each) => each === role);
