import { eq } from 'drizzle-orm';
import type { AccountData } from '../../domain/application/applicant';
import type { Queryable } from '../client';
import { users } from '../schema/people';

/** What an account knows of its holder; callers prove before that it concerns them. */
export async function accountOf(db: Queryable, userId: string): Promise<AccountData | null> {
  const [account] = await db.select().from(users).where(eq(users.id, userId));
  return account ?? null;
}
