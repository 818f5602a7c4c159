import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { contactCalls } from '../../db/schema/filed-for';
import type { Answers } from '../../domain/application/answers';
import { callLimits, type CallAct } from '../../domain/call/call';
import { civilDate } from '../../domain/calendar';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { addCitizen, readPerson } from '../access/accredit';
import { hashPassword, temporaryPassword } from '../access/password';
import { oneByOne } from '../access/username';
import { countRequest } from '../limits/requests';
import { drawFirstPart, givePin, isNamed, readNamed, type PinRequest, type PinWay } from '../pin/request';
import { citizenWith } from '../pin/verify';
import { transact, type Outcome } from '../transaction';
import { recordCallAct } from './record';

/**
 * Begins a call with the person who has this tax code and this name, both in full: nobody is found by a part of them. The
 * call shows nothing of them until their PIN is verified. Begun twice by the same form it is one call.
 *
 * @param input.callId chosen by the form
 *
 * Refusals: `forbidden`, `invalid` (a field that cannot be read; `nobody-so-named` where there is no such person),
 * `too-many-requests` (an operator who looks for many people in an hour).
 */
export async function beginCall(
  db: Queryable,
  actor: Actor,
  input: { callId: string } & Omit<PinRequest, 'way'>,
): Promise<Outcome<{ callId: string }>> {
  if (actor.kind !== 'user' || !may(actor, 'call.run', true)) return refused({ code: 'forbidden' });
  const read = readNamed(input, civilDate(await databaseNow(db)));
  if (read.faults.length > 0) return refused({ code: 'invalid', faults: read.faults });
  const counted = await countRequest(db, 'call-search', actor.id);
  if (!counted.ok) return counted;
  return transact(db, async (tx) => {
    const citizen = await citizenWith(tx, read.fiscalCode);
    if (!citizen || !isNamed(citizen, input)) return refused(invalid('fiscalCode', 'nobody-so-named'));
    return openCall(tx, actor.id, { callId: input.callId, citizenId: citizen.id, act: 'began' });
  });
}

/**
 * Registers a person who has no access yet, with the texts read out to them, gives them a PIN whose first part leaves at
 * once, and begins a call with them.
 *
 * @param input.answers as of the accreditamento; `consent` ticked says that the person accepted on the telephone
 *
 * Refusals: `forbidden`, `invalid` with a fault for each field (`fiscal-code-known` where the person has access already).
 */
export async function registerCaller(
  db: Queryable,
  actor: Actor,
  input: { callId: string; answers: Answers; way: PinWay; language: string },
): Promise<Outcome<{ callId: string }>> {
  if (actor.kind !== 'user' || !may(actor, 'call.run', true)) return refused({ code: 'forbidden' });
  const { person, faults } = readPerson(input.answers, civilDate(await databaseNow(db)));
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  const password = temporaryPassword();
  const [passwordHash, drawn] = await Promise.all([hashPassword(password), drawFirstPart()]);
  return transact(db, async (tx) => {
    const [begun] = await tx.select().from(contactCalls).where(eq(contactCalls.id, input.callId));
    if (begun?.operatorId === actor.id) return ok({ callId: begun.id });
    await oneByOne(tx);
    if (await citizenWith(tx, person.fiscalCode ?? '')) {
      return refused(invalid('fiscalCode', 'fiscal-code-known'));
    }
    const channel = 'contact-center';
    const { language, way } = input;
    const citizen = await addCitizen(tx, person, { password, passwordHash, language, channel });
    await givePin(tx, citizen, { drawn, way, channel });
    return openCall(tx, actor.id, { callId: input.callId, citizenId: citizen.id, act: 'registered' });
  });
}

async function openCall(
  tx: Queryable,
  operatorId: string,
  { callId, citizenId, act }: { callId: string; citizenId: string; act: CallAct },
): Promise<Outcome<{ callId: string }>> {
  const endsAt = sql`clock_timestamp() + make_interval(mins => ${callLimits.unverifiedMinutes}::integer)`;
  const [opened] = await tx
    .insert(contactCalls)
    .values({ id: callId, operatorId, citizenId, endsAt })
    .onConflictDoNothing()
    .returning({ id: contactCalls.id });
  if (opened) {
    await recordCallAct(tx, callId, act);
    return ok({ callId });
  }
  const [known] = await tx.select().from(contactCalls).where(eq(contactCalls.id, callId));
  const same = known?.operatorId === operatorId && known.citizenId === citizenId;
  return same ? ok({ callId }) : refused({ code: 'not-found' });
}
