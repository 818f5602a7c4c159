import { and, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { messages } from '../../db/schema/delivery';
import { users } from '../../db/schema/people';
import { pins } from '../../db/schema/pins';
import { sealedMessage } from '../../db/sealing/columns';
import { ok, refused } from '../../domain/result';
import { nobodysHash, passwordMatches } from '../access/password';
import type { Outcome } from '../transaction';

export type Pin = typeof pins.$inferSelect;
type User = typeof users.$inferSelect;

/** Those a citizen may have at once: the one in use, and a newer one on its way. */
const atMost = 2;

/** A citizen's PINs that may be used: not ended, not expired. */
export const livePins = (db: Queryable, userId: string): Promise<Pin[]> =>
  db
    .select()
    .from(pins)
    .where(and(eq(pins.userId, userId), isNull(pins.endedAt), gt(pins.expiresAt, sql`clock_timestamp()`)));

/** The citizen with a tax code, or null; whoever is not active has no access. */
export async function citizenWith(db: Queryable, fiscalCode: string): Promise<User | null> {
  const [user] = await db
    .select()
    .from(users)
    .where(and(eq(users.fiscalCode, fiscalCode), eq(users.role, 'cittadino'), eq(users.active, true)));
  return user ?? null;
}

/**
 * The PIN among those given whose first part this is, after the same work whether there are none, one or two: the time of
 * the answer tells nothing.
 */
export async function withFirstPart(candidates: readonly Pin[], first: string): Promise<Pin | null> {
  const nobody = await nobodysHash;
  const hashes = Array.from({ length: atMost }, (_, index) => candidates[index]?.firstHash ?? nobody);
  const matches = await Promise.all(hashes.map((hash) => passwordMatches(hash, first)));
  return candidates.find((_, index) => matches[index]) ?? null;
}

/** Whether this is the second part of a PIN, after the same work where there is none. */
export async function isSecondPart(pin: Pin | null, second: string): Promise<boolean> {
  const matches = await passwordMatches(pin?.secondHash ?? (await nobodysHash), second);
  return matches && typeof pin?.secondHash === 'string';
}

/**
 * Records that the first part of a PIN was given, in the caller's transaction. The first time it takes the place of the
 * one before, and its message can be read here no more. Refusals: `pin-wrong` (it ended in the meantime).
 */
export async function useFirstPart(tx: Queryable, { id, userId }: Pin): Promise<Outcome<Pin>> {
  const others = and(eq(pins.userId, userId), ne(pins.id, id), isNull(pins.endedAt));
  const [held] = await tx.select().from(pins).where(eq(pins.id, id)).for('update');
  if (!held || held.endedAt !== null) return refused({ code: 'pin-wrong' });
  if (held.firstUsedAt !== null) return ok(held);
  await tx
    .update(pins)
    .set({ endedAt: sql`clock_timestamp()`, endedWhy: 'rinnovato' })
    .where(and(others, sql`${pins.requestedAt} < ${held.requestedAt.toISOString()}`));
  const [used] = await tx
    .update(pins)
    .set({ firstUsedAt: sql`clock_timestamp()` })
    .where(eq(pins.id, id))
    .returning();
  if (!used) throw new Error('the held PIN is gone');
  const sent = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.businessKey, firstPartKey(id)), isNotNull(messages.sentAt)));
  for (const message of sent) {
    const params = sealedMessage.params.seal(message.id, {} as never);
    const text = sealedMessage.text.seal(message.id, '…');
    await tx.update(messages).set({ params, text }).where(eq(messages.id, message.id));
  }
  return ok(used);
}

/** What the message with the first part of a PIN is known by. */
export const firstPartKey = (pinId: string): string => `pin-first-part:${pinId}`;
