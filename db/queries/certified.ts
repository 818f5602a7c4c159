import { eq } from 'drizzle-orm';
import { certifiedAnswers } from '../../domain/application/applicant';
import type { Answers } from '../../domain/application/answers';
import type { IdentityMethod } from '../../domain/identity/identity';
import type { Queryable } from '../client';
import { users } from '../schema/people';

/** What an identity certified of a citizen, as answers of a form in person; null where none did. */
export async function certifiedOf(
  db: Queryable,
  citizenId: string,
): Promise<{ by: IdentityMethod; answers: Answers } | null> {
  const [account] = await db.select().from(users).where(eq(users.id, citizenId));
  return account?.certifiedBy ? { by: account.certifiedBy, answers: certifiedAnswers(account) } : null;
}
