import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { users } from '../../db/schema/people';
import { pins } from '../../db/schema/pins';
import { readAnswer } from '../../domain/application/answers';
import { civilDate } from '../../domain/calendar';
import { calledName } from '../../domain/person-name';
import { readPin } from '../../domain/pin/parts';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { SessionGrant } from '../access/sign-in';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { countTry, forgetTries, type Tried } from './tries';
import { citizenWith, isSecondPart, livePins, useFirstPart, withFirstPart, type Pin } from './verify';

type User = typeof users.$inferSelect;

/**
 * Enters with tax code and PIN: the first part alone opens the simplified mode, both parts everything; given for the first
 * time, they make the PIN dispositive. Wrong parts, unknown people and ended PINs get the same answer after the same work.
 *
 * Refusals: `invalid` (not the shape of a tax code or of a PIN), `too-many-requests`, `pin-wrong`.
 */
export async function enterWithPin(
  db: Queryable,
  typed: { fiscalCode: string; pin: string },
): Promise<Outcome<SessionGrant>> {
  const today = civilDate(await databaseNow(db));
  const code = readAnswer<'fiscalCode'>({ kind: 'fiscalCode', required: true }, typed.fiscalCode, today);
  if (!('value' in code)) return refused(invalid('fiscalCode', code.code));
  const given = readPin(typed.pin);
  if (!given) return refused(invalid('pin', 'pin-shape'));
  const tried: Tried = { part: 'first', fiscalCode: String(code.value) };
  const counted = await countTry(db, tried);
  if (!counted.ok) return counted;

  const citizen = await citizenWith(db, tried.fiscalCode);
  const pin = await withFirstPart(citizen ? await livePins(db, citizen.id) : [], given.first);
  const second = given.second === null || (await isSecondPart(pin, given.second));
  if (!citizen || !pin || !second) return refused({ code: 'pin-wrong' });
  return transact(db, async (tx) => {
    const used = await useFirstPart(tx, pin);
    if (!used.ok) return used;
    await forgetTries(tx, tried);
    if (given.second !== null) await activate(tx, citizen, used.value);
    return ok(grantOf(citizen, given.second === null));
  });
}

/**
 * Completes an access by the first part with the second, which came by letter: the PIN becomes dispositive.
 *
 * Refusals: `not-found`, `invalid` (not the shape of a part), `too-many-requests`, `pin-wrong`.
 */
export async function completePin(
  db: Queryable,
  input: { userId: string; second: string },
): Promise<Outcome<SessionGrant>> {
  const given = readPin(input.second);
  if (!given || given.second !== null) return refused(invalid('second', 'pin-shape'));
  const tried: Tried = { part: 'second', userId: input.userId };
  const counted = await countTry(db, tried);
  if (!counted.ok) return counted;
  const pin = (await livePins(db, input.userId)).find(({ firstUsedAt }) => firstUsedAt !== null) ?? null;
  if (!(await isSecondPart(pin, given.first)) || !pin) return refused({ code: 'pin-wrong' });
  return transact(db, async (tx) => {
    const [citizen] = await tx.select().from(users).where(eq(users.id, input.userId));
    if (!citizen) return refused({ code: 'not-found' });
    const used = await useFirstPart(tx, pin);
    if (!used.ok) return used;
    await forgetTries(tx, tried);
    await activate(tx, citizen, used.value);
    return ok(grantOf(citizen, false));
  });
}

/** Both parts were given: from now on the PIN opens everything. Told by mail, so that who did not do it can say so. */
async function activate(tx: Queryable, citizen: User, pin: Pin): Promise<void> {
  if (pin.activatedAt !== null) return;
  await tx
    .update(pins)
    .set({ activatedAt: sql`clock_timestamp()` })
    .where(eq(pins.id, pin.id));
  await postMessage(tx, {
    kind: 'pin-activated',
    recipient: citizen.email,
    params: { givenName: calledName(citizen.givenName, citizen.familyName) },
    businessKey: `pin-activated:${pin.id}`,
  });
}

const grantOf = ({ id, sessionVersion }: User, simplified: boolean): SessionGrant => ({
  userId: id,
  sessionVersion,
  method: 'pin',
  ...(simplified && { level: 'simplified' as const }),
});
