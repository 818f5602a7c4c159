import { desc, eq } from 'drizzle-orm';
import { requestPin } from '../../commands/pin/request';
import type { Database } from '../../db/client';
import { messages } from '../../db/schema/delivery';
import { users } from '../../db/schema/people';
import { pins } from '../../db/schema/pins';
import { openMessageRow } from '../../db/sealing/columns';
import { done, type User } from './town';

/** What a citizen of a test's town types to say who they are. */
export async function namesOf(db: Database, { id }: User) {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  if (!user) throw new Error('no such citizen');
  const { fiscalCode, familyName, givenName, email } = user;
  return { fiscalCode: fiscalCode ?? '', familyName, givenName, email };
}

/** Asks for a PIN and reads its first part in the message to the contact on record. */
export async function pinOf(db: Database, citizen: User): Promise<{ pinId: string; first: string }> {
  const { email, ...names } = await namesOf(db, citizen);
  done(await requestPin(db, { ...names, way: 'email' }));
  return { pinId: await newestPin(db, citizen), first: await firstPartTo(db, email) };
}

export async function newestPin(db: Database, { id }: User): Promise<string> {
  const [pin] = await db.select().from(pins).where(eq(pins.userId, id)).orderBy(desc(pins.requestedAt));
  if (!pin) throw new Error('no PIN');
  return pin.id;
}

/** The first part in the newest message to an address. */
export async function firstPartTo(db: Database, recipient: string): Promise<string> {
  const [message] = await db
    .select()
    .from(messages)
    .where(eq(messages.recipient, recipient))
    .orderBy(desc(messages.createdAt), desc(messages.id));
  const params = message && openMessageRow(message).params;
  const part = (params as { part?: string } | undefined)?.part;
  if (part === undefined) throw new Error(`no PIN went to ${recipient}`);
  return part;
}
