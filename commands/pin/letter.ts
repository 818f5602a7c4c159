import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { users } from '../../db/schema/people';
import { letters, pins } from '../../db/schema/pins';
import { sealedLetter } from '../../db/sealing/columns';
import { may } from '../../domain/permissions';
import type { PinLetter } from '../../domain/pin/letter';
import { partLength } from '../../domain/pin/parts';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { hashPassword } from '../access/password';
import { randomCode } from '../random-code';
import { transact, type Outcome } from '../transaction';

/** When the letter of a PIN is due; null where it has ended, has its letter, or there is none. */
export async function letterDue(db: Queryable, pinId: string): Promise<Date | null> {
  const [pin] = await db
    .select({ dueAt: pins.letterDueAt, letterId: letters.id })
    .from(pins)
    .leftJoin(letters, eq(letters.pinId, pins.id))
    .where(and(eq(pins.id, pinId), isNull(pins.endedAt)));
  return pin && pin.letterId === null ? pin.dueAt : null;
}

/** What a PIN's letter is to say, with a second part drawn for it that counts only once `keepLetter` has kept both. */
export async function draftLetter(db: Queryable, pinId: string): Promise<PinLetter | null> {
  if ((await letterDue(db, pinId)) === null) return null;
  const [found] = await db
    .select({ pin: pins, citizen: users })
    .from(pins)
    .innerJoin(users, eq(users.id, pins.userId))
    .where(eq(pins.id, pinId));
  if (!found) return null;
  const { pin, citizen } = found;
  const place = [citizen.postalCode, citizen.province && `(${citizen.province})`].filter(Boolean).join(' ');
  return {
    name: `${citizen.givenName} ${citizen.familyName}`,
    address: [citizen.address ?? '', place].filter((line) => line !== ''),
    secondPart: randomCode(partLength),
    requestedAt: pin.requestedAt,
    expiresAt: pin.expiresAt,
  };
}

/** The same for the workflow, once the letter's day has come. */
export async function draftLetterDue(db: Queryable, pinId: string): Promise<PinLetter | 'not-yet' | null> {
  const dueAt = await letterDue(db, pinId);
  if (dueAt !== null && dueAt > (await databaseNow(db))) return 'not-yet';
  return draftLetter(db, pinId);
}

/**
 * Keeps a letter for the office to print, with the hash of the second part it says. A PIN has one letter: where there is
 * one already, written by another try or at the counter, that one stands and this one counts for nothing.
 *
 * Refusals: `not-found` (the PIN has ended).
 */
export async function keepLetter(
  db: Queryable,
  input: { pinId: string; letter: PinLetter; content: Buffer },
): Promise<Outcome<{ letterId: string }>> {
  const { pinId, letter, content } = input;
  const secondHash = await hashPassword(letter.secondPart);
  return transact(db, async (tx) => {
    const [pin] = await tx.select().from(pins).where(eq(pins.id, pinId)).for('update');
    if (!pin || pin.endedAt !== null) return refused({ code: 'not-found' });
    const [known] = await tx.select({ id: letters.id }).from(letters).where(eq(letters.pinId, pinId));
    if (known) return ok({ letterId: known.id });
    const id = newId();
    const address = letter.address.join('\n');
    await tx.insert(letters).values({
      id,
      pinId,
      recipient: letter.name,
      address,
      content: sealedLetter.seal(id, content),
    });
    await tx.update(pins).set({ secondHash }).where(eq(pins.id, pinId));
    return ok({ letterId: id });
  });
}

/** The letter of a PIN, or null. */
export async function letterOf(db: Queryable, pinId: string) {
  const [letter] = await db.select().from(letters).where(eq(letters.pinId, pinId));
  return letter ? { ...letter, content: sealedLetter.open(letter.id, letter.content) } : null;
}

/** Records that a carrier took a letter: its document can be read here no more. */
export async function recordCarried(db: Queryable, letterId: string, providerId: string): Promise<void> {
  await db
    .update(letters)
    .set({ status: 'spedita', content: null, providerId, postedAt: sql`clock_timestamp()` })
    .where(and(eq(letters.id, letterId), isNull(letters.postedAt)));
}

/**
 * The document of a letter, to be printed by the office; who printed it first is kept. Refusals: `not-found`, also once
 * it is posted.
 */
export async function printLetter(
  db: Queryable,
  actor: Actor,
  letterId: string,
): Promise<Outcome<{ content: Buffer }>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'pin.letter', false)) return refused({ code: 'not-found' });
    const [letter] = await tx.select().from(letters).where(eq(letters.id, letterId)).for('update');
    if (!letter?.content) return refused({ code: 'not-found' });
    if (letter.status === 'da stampare') {
      await tx
        .update(letters)
        .set({ status: 'stampata', printedAt: sql`clock_timestamp()`, printedBy: actor.id })
        .where(eq(letters.id, letterId));
    }
    return ok({ content: sealedLetter.open(letterId, letter.content) });
  });
}

/**
 * Marks a printed letter as posted, or handed over at the counter: its document is erased. Marking it again changes
 * nothing. Refusals: `not-found`, `act-not-allowed` (not printed yet).
 */
export async function markPosted(db: Queryable, actor: Actor, letterId: string): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'pin.letter', false)) return refused({ code: 'not-found' });
    const [letter] = await tx.select().from(letters).where(eq(letters.id, letterId)).for('update');
    if (!letter) return refused({ code: 'not-found' });
    if (letter.status === 'spedita') return ok(null);
    if (letter.status === 'da stampare') return refused({ code: 'act-not-allowed' });
    await tx
      .update(letters)
      .set({ status: 'spedita', content: null, postedAt: sql`clock_timestamp()`, postedBy: actor.id })
      .where(eq(letters.id, letterId));
    return ok(null);
  });
}
