import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { contactCalls } from '../../db/schema/filed-for';
import { callLimits } from '../../domain/call/call';
import { readPin } from '../../domain/pin/parts';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { drawFirstPart, givePin, type PinWay } from '../pin/request';
import { countTry, forgetTries, type Tried } from '../pin/tries';
import { livePins, useFirstPart, withFirstPart } from '../pin/verify';
import { transact, type Outcome } from '../transaction';
import { holdCall } from './hold';
import { recordCallAct } from './record';

/**
 * Verifies the first part of the PIN that the person on the telephone says: from now on, for an hour at most, the operator
 * acts for them. A few wrong ones end the call; they count like those typed by anybody else. Verified again, it stays as it is.
 *
 * Refusals: `not-found`, `call-ended`, `invalid` (not the shape of a part), `too-many-requests`, `pin-wrong`.
 */
export async function verifyCaller(
  db: Queryable,
  actor: Actor,
  input: { callId: string; firstPart: string },
): Promise<Outcome<null>> {
  const given = readPin(input.firstPart);
  if (!given || given.second !== null) return refused(invalid('firstPart', 'pin-shape'));
  const begun = await transact(db, (tx) => holdCall(tx, actor, input.callId));
  if (!begun.ok) return begun;
  if (begun.value.state === 'open') return ok(null);
  const { citizen } = begun.value;
  const tried: Tried = { part: 'first', fiscalCode: citizen.fiscalCode ?? '' };
  const counted = await countTry(db, tried);
  if (!counted.ok) return counted;
  const pin = await withFirstPart(await livePins(db, citizen.id), given.first);
  if (!pin) return wrongPin(db, input.callId);
  return transact(db, async (tx) => {
    const held = await holdCall(tx, actor, input.callId);
    if (!held.ok) return held;
    if (held.value.state === 'open') return ok(null);
    const used = await useFirstPart(tx, pin);
    if (!used.ok) return used;
    await forgetTries(tx, tried);
    const endsAt = sql`clock_timestamp() + make_interval(mins => ${callLimits.verifiedMinutes}::integer)`;
    await tx
      .update(contactCalls)
      .set({ pinId: pin.id, verifiedAt: sql`clock_timestamp()`, endsAt })
      .where(eq(contactCalls.id, input.callId));
    await recordCallAct(tx, input.callId, 'verified');
    return ok(null);
  });
}

/** Counted for good, whatever becomes of the answer; the last one ends the call. */
async function wrongPin(db: Queryable, callId: string): Promise<Outcome<null>> {
  return db.transaction(async (tx) => {
    await recordCallAct(tx, callId, 'pin-wrong');
    const closedAt = sql`case when ${contactCalls.wrongPins} + 1 >= ${callLimits.wrongPins} then clock_timestamp() end`;
    const [call] = await tx
      .update(contactCalls)
      .set({ wrongPins: sql`${contactCalls.wrongPins} + 1`, closedAt })
      .where(eq(contactCalls.id, callId))
      .returning({ closedAt: contactCalls.closedAt });
    return refused({ code: call?.closedAt ? 'call-ended' : 'pin-wrong' });
  });
}

/**
 * Sends a new PIN to the contact on record of the person on the telephone, who has none or has lost it. Refusals:
 * `not-found`, `call-ended`, `act-not-allowed` (verified already).
 */
export async function sendPin(
  db: Queryable,
  actor: Actor,
  input: { callId: string; way: PinWay },
): Promise<Outcome<null>> {
  const drawn = await drawFirstPart();
  return transact(db, async (tx) => {
    const held = await holdCall(tx, actor, input.callId);
    if (!held.ok) return held;
    if (held.value.state !== 'pending') return refused({ code: 'act-not-allowed' });
    const minuteAgo = held.value.now.getTime() - 60_000;
    const waiting = (await livePins(tx, held.value.citizen.id)).find(
      ({ firstUsedAt }) => firstUsedAt === null,
    );
    // The second half of a double click.
    if (waiting && waiting.requestedAt.getTime() > minuteAgo) return ok(null);
    await givePin(tx, held.value.citizen, { drawn, way: input.way, channel: 'contact-center' });
    await recordCallAct(tx, input.callId, 'pin-sent');
    return ok(null);
  });
}

/** Ends a call: nothing can be done for the person any more. Closing it again changes nothing. Refusals: `not-found`. */
export async function closeCall(db: Queryable, actor: Actor, callId: string): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdCall(tx, actor, callId);
    if (!held.ok) return held.error.code === 'call-ended' ? ok(null) : held;
    await tx
      .update(contactCalls)
      .set({ closedAt: sql`clock_timestamp()` })
      .where(eq(contactCalls.id, callId));
    await recordCallAct(tx, callId, 'closed');
    return ok(null);
  });
}
