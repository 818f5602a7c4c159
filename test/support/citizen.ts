import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../../db/client';
import { messages } from '../../db/schema/delivery';
import { users } from '../../db/schema/people';
import { openMessageRow } from '../../db/sealing/columns';
import type { MessageKind, MessageParams } from '../../domain/messages';
import type { Answers } from '../../domain/application/answers';
import { checkCharacter } from '../../domain/fiscal-code';

/** Tax codes of as many people as asked for, each another one's. */
export function fiscalCodeOf(person: number): string {
  const body = `VRDLGU85T10A${(100 + person).toString()}`;
  return body + checkCharacter(body);
}

/** The manual's request for access codes, whole, of a person of their own. */
export const accreditation = (person: number, changes: Record<string, string> = {}): Answers => ({
  familyName: 'Verdi',
  givenName: 'Luigi',
  fiscalCode: fiscalCodeOf(person),
  birthDate: '1985-12-10',
  phone: '070 123456',
  mobile: '333 1234567',
  province: 'CA',
  postalCode: '09032',
  address: 'Via Dalmazia, 23',
  email: `persona${person}@example.org`,
  emailAgain: `persona${person}@example.org`,
  consent: 'si',
  ...changes,
});

export async function userByFiscalCode(db: Database, fiscalCode: string): Promise<typeof users.$inferSelect> {
  const [user] = await db.select().from(users).where(eq(users.fiscalCode, fiscalCode));
  if (!user) throw new Error('there is no such user');
  return user;
}

/** What the newest message of a kind to somebody says; null where there is none. */
export async function lastMessage<K extends MessageKind>(
  db: Database,
  kind: K,
  recipient: string,
): Promise<MessageParams[K] | null> {
  const [message] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.kind, kind), eq(messages.recipient, recipient)))
    .orderBy(desc(messages.createdAt))
    .limit(1);
  return (message ? openMessageRow(message).params : null) as MessageParams[K] | null;
}
