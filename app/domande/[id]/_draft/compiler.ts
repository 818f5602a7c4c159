import { database } from '@/app/_server/database';
import { actorOf, currentUser } from '@/app/_server/session';
import { accountOf } from '@/db/queries/accounts';
import type { ApplicationFile } from '@/db/queries/application-file';
import { lockedBy } from '@/domain/application/locked';
import { knownAnswers } from '@/domain/application/prefill';
import { isSimplified } from '@/domain/roles';

/** Who fills in the form, as far as the form differs for them. */
export interface Compiler {
  /** Whether the data is the person's own: only then may their browser fill it in, and keep copies of it. */
  own: boolean;
  /** The fields they may not change. */
  locked: ReadonlySet<string>;
}

/** Who has the form before them. */
export async function compilerOf({ citizenId }: ApplicationFile['application']): Promise<Compiler> {
  const user = await currentUser();
  const own = user?.role === 'cittadino';
  if (!user || !isSimplified(actorOf(user))) return { own, locked: new Set() };
  const account = await accountOf(database(), citizenId);
  return { own, locked: account ? lockedBy(knownAnswers(account, null)) : new Set() };
}
