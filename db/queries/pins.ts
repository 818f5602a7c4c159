import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { users } from '../schema/people';
import { letters, pins } from '../schema/pins';

/** How a citizen's PIN stands: the one in use, or the one on its way; null where there is none. */
export async function pinStanding(db: Queryable, userId: string) {
  const [pin] = await db
    .select({
      requestedAt: pins.requestedAt,
      activatedAt: pins.activatedAt,
      expiresAt: pins.expiresAt,
      letterDueAt: pins.letterDueAt,
      postedAt: letters.postedAt,
    })
    .from(pins)
    .leftJoin(letters, eq(letters.pinId, pins.id))
    .where(and(eq(pins.userId, userId), isNull(pins.endedAt), sql`${pins.expiresAt} > clock_timestamp()`))
    .orderBy(sql`${pins.firstUsedAt} is null`)
    .limit(1);
  return pin ?? null;
}

/** The letters with second parts, those still to be posted first, then the newest. */
export const letterList = (db: Queryable) =>
  db
    .select({
      id: letters.id,
      recipient: letters.recipient,
      address: letters.address,
      status: letters.status,
      writtenAt: letters.writtenAt,
      postedAt: letters.postedAt,
    })
    .from(letters)
    .orderBy(sql`${letters.status} = 'spedita'`, desc(letters.writtenAt))
    .limit(100);

export type LetterRow = Awaited<ReturnType<typeof letterList>>[number];

/** The PINs whose letter is still to be written: somebody who shows their document at the counter gets it there. */
export const waitingPins = (db: Queryable) =>
  db
    .select({
      id: pins.id,
      familyName: users.familyName,
      givenName: users.givenName,
      fiscalCode: users.fiscalCode,
      letterDueAt: pins.letterDueAt,
    })
    .from(pins)
    .innerJoin(users, eq(users.id, pins.userId))
    .leftJoin(letters, eq(letters.pinId, pins.id))
    .where(and(isNull(pins.endedAt), isNull(letters.id), sql`${pins.expiresAt} > clock_timestamp()`))
    .orderBy(pins.letterDueAt)
    .limit(100);

export type WaitingPin = Awaited<ReturnType<typeof waitingPins>>[number];
