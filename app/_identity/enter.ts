import { openSession } from '@/app/_server/auth';
import { database } from '@/app/_server/database';
import { homeOf } from '@/app/_server/session';
import { enterByIdentity } from '@/commands/identity/enter';
import type { IdentityGrant } from '@/commands/identity/link';
import type { Identity } from '@/domain/identity/identity';
import type { Role } from '@/domain/roles';
import { carry, putDown } from './carried';
import { problemPath } from './problems';

/** Somebody who proved who they are, and where they were going. */
export interface Proved {
  identity: Identity;
  idToken: string | null;
  wanted: string;
}

/** A browser keeps 4 KB a cookie: a token above this is not carried, and the gateway asks whose session ends. */
const longestToken = 1_800;

/**
 * Lets somebody in by what they proved, or leads them to what is left to say.
 *
 * @param chosen the access they want, where several are theirs
 * @returns the path to go to
 */
export async function enterWith({ identity, idToken, wanted }: Proved, chosen?: string): Promise<string> {
  const outcome = await enterByIdentity(database(), identity, chosen);
  if (!outcome.ok) {
    const { code } = outcome.error;
    return problemPath(code === 'identity-mismatch' || code === 'access-suspended' ? code : 'expired');
  }
  const entrance = outcome.value;
  if (entrance.next === 'entered') return open(entrance.grant, entrance.role, { idToken, wanted });
  const token = idToken !== null && idToken.length <= longestToken ? idToken : null;
  await carry('proved', { identity, idToken: token, wanted, entrance });
  return entrance.next === 'choose' ? '/accedi/identita/profilo' : '/accedi/identita/conferma';
}

/** Opens the session and remembers how to leave the gateway; returns the path the person was going to. */
export async function open(
  grant: IdentityGrant,
  role: Role,
  { idToken, wanted }: Omit<Proved, 'identity'>,
): Promise<string> {
  await openSession(grant);
  await putDown('proved');
  if (grant.method === 'cns') await putDown('leave');
  else await carry('leave', { idToken: idToken !== null && idToken.length <= longestToken ? idToken : null });
  return wanted || homeOf[role];
}
