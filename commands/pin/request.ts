import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { outbox } from '../../db/schema/delivery';
import type { users } from '../../db/schema/people';
import { pins } from '../../db/schema/pins';
import { readAnswer } from '../../domain/application/answers';
import { civilDate } from '../../domain/calendar';
import { calledName } from '../../domain/person-name';
import { partLength, writePart } from '../../domain/pin/parts';
import { readPhone } from '../../domain/phone';
import { pinDates, pinTerms, type PinTerms } from '../../domain/pin/terms';
import { plainName } from '../../domain/plain-letters';
import type { Channel } from '../../domain/programme/rules';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { hashPassword } from '../access/password';
import { countRequest } from '../limits/requests';
import { postMessage } from '../message/queue';
import { randomCode } from '../random-code';
import { transact, type Outcome } from '../transaction';
import { citizenWith, firstPartKey } from './verify';

type User = typeof users.$inferSelect;

/** How the first part goes, to the contact on record. */
export const pinWays = ['sms', 'email'] as const;

export type PinWay = (typeof pinWays)[number];

/** What tells who asks for a PIN, as typed. */
export interface PinRequest {
  fiscalCode: string;
  familyName: string;
  givenName: string;
  way: string;
}

/**
 * Asks for a PIN without signing in. Its first part goes at once to the contact on record of the person with this tax code
 * and name; a PIN they have stays good until the new one is used, so that nobody takes it from them by asking. The answer,
 * and the time it takes, are the same whether there is such a person or not.
 *
 * Refusals: `invalid` with a fault for each field, `too-many-requests`.
 */
export async function requestPin(db: Queryable, typed: PinRequest, terms?: PinTerms): Promise<Outcome<null>> {
  const read = readNamed(typed, civilDate(await databaseNow(db)));
  const way = pinWays.find((each) => each === typed.way);
  const faults = [...read.faults, ...(way ? [] : [{ field: 'way', code: 'required' }])];
  if (faults.length > 0 || !way) return refused({ code: 'invalid', faults });
  const counted = await countRequest(db, 'pin-person', read.fiscalCode);
  if (!counted.ok) return counted;
  const drawn = await drawFirstPart();
  return transact(db, async (tx) => {
    const citizen = await citizenWith(tx, read.fiscalCode);
    if (citizen && isNamed(citizen, typed))
      await givePin(tx, citizen, { drawn, way, channel: 'cittadino', terms });
    return ok(null);
  });
}

/** Reads the fields that tell who somebody is, each with its own fault. */
export function readNamed(
  { fiscalCode, familyName, givenName }: Pick<PinRequest, 'fiscalCode' | 'familyName' | 'givenName'>,
  today: string,
): { fiscalCode: string; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const code = readAnswer<'fiscalCode'>({ kind: 'fiscalCode', required: true }, fiscalCode, today);
  if (!('value' in code)) faults.push({ field: 'fiscalCode', code: code.code });
  if (familyName.trim() === '') faults.push({ field: 'familyName', code: 'required' });
  if (givenName.trim() === '') faults.push({ field: 'givenName', code: 'required' });
  return { fiscalCode: 'value' in code ? String(code.value) : '', faults };
}

/** Whether a person has this name, however it is accented and cased. */
export const isNamed = (
  person: Pick<User, 'familyName' | 'givenName'>,
  typed: Pick<User, 'familyName' | 'givenName'>,
): boolean =>
  isSameName(person.familyName, typed.familyName) && isSameName(person.givenName, typed.givenName);

/** Names in other letters than ours have no plain form: they are compared as they are written. */
const isSameName = (one: string, other: string): boolean =>
  plainName(one) === plainName(other) && (plainName(one) !== '' || one.trim() === other.trim());

/** A first part with its hash: hashing is slow, and done before anything is locked. */
export async function drawFirstPart(): Promise<{ first: string; hash: string }> {
  const first = randomCode(partLength);
  return { first, hash: await hashPassword(first) };
}

interface Given {
  drawn: { first: string; hash: string };
  /** A person without a mobile number gets a mail. */
  way: PinWay;
  channel: Channel;
  terms?: PinTerms | undefined;
}

/**
 * Gives a citizen a PIN in the caller's transaction: its first part leaves at once, the workflow sends the second later. One
 * still on its way is replaced.
 */
export async function givePin(
  tx: Queryable,
  citizen: User,
  { drawn, way, channel, terms = pinTerms }: Given,
): Promise<{ pinId: string }> {
  const dates = pinDates(await databaseNow(tx), terms);
  // Two requests at once: the second waits here, and replaces the first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`pin:${citizen.id}`}))`);
  await tx
    .update(pins)
    .set({ endedAt: sql`clock_timestamp()`, endedWhy: 'rinnovato' })
    .where(and(eq(pins.userId, citizen.id), isNull(pins.endedAt), isNull(pins.firstUsedAt)));
  const pinId = newId();
  await tx.insert(pins).values({ id: pinId, userId: citizen.id, firstHash: drawn.hash, channel, ...dates });
  const part = writePart(drawn.first);
  const businessKey = firstPartKey(pinId);
  const mobile = readPhone(citizen.mobile ?? '');
  if (way === 'sms' && mobile !== null) {
    await postMessage(tx, { kind: 'pin-first-part-sms', recipient: mobile, params: { part }, businessKey });
  } else {
    const givenName = calledName(citizen.givenName, citizen.familyName);
    const params = { givenName, part };
    await postMessage(tx, { kind: 'pin-first-part', recipient: citizen.email, params, businessKey });
  }
  const event = { kind: 'requested' as const };
  await tx.insert(outbox).values({ process: 'pin', businessId: pinId, number: 1, event });
  return { pinId };
}
