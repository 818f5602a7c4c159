import type { Queryable } from '../../db/client';
import type { Identity } from '../../domain/identity/identity';
import { ok, refused } from '../../domain/result';
import type { Role } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { accessesOf, type Access } from './accesses';
import { enterAs, type IdentityGrant } from './link';

/** What follows when somebody proved who they are. */
export type Entrance =
  | { next: 'entered'; grant: IdentityGrant; role: Role }
  /** More than one access is theirs: they say which one they want. */
  | { next: 'choose'; accesses: { id: string; role: Role }[] }
  /** The first time: they give their contacts and read the notice (`enrolByIdentity`). */
  | { next: 'first'; access: FirstAccess | null };

/** The access that carries the person's tax code, opened by somebody who had not proved to be that person. */
export interface FirstAccess {
  username: string;
  email: string;
  mobile: string | null;
}

/**
 * Lets in whoever proved who they are. An access whose tax code was only declared is not simply theirs: somebody may have
 * opened it in their name, with a mail and a password of their own. The person is therefore shown it once.
 *
 * @param chosen one of the accesses of an earlier `choose`
 *
 * Refusals: `identity-mismatch`, `access-suspended`; `not-found` where the chosen access is not theirs.
 */
export async function enterByIdentity(
  db: Queryable,
  identity: Identity,
  chosen?: string,
): Promise<Outcome<Entrance>> {
  return transact(db, async (tx) => {
    const found = await accessesOf(tx, identity);
    if (!found.ok) return found;
    const accesses = found.value;
    const access =
      chosen === undefined
        ? accesses.length === 1
          ? accesses[0]
          : undefined
        : accesses.find(({ id }) => id === chosen);
    if (chosen !== undefined && !access) return refused({ code: 'not-found' });
    if (access && isProven(access)) {
      return ok<Entrance>({ next: 'entered', grant: await enterAs(tx, access, identity), role: access.role });
    }
    if (access || accesses.length === 0) return ok<Entrance>({ next: 'first', access: first(access) });
    return ok<Entrance>({ next: 'choose', accesses: accesses.map(({ id, role }) => ({ id, role })) });
  });
}

/** Whether it is known that the tax code is the holder's: the office wrote it, or an identity certified it. */
export const isProven = ({ role, certifiedFields }: Access): boolean =>
  role !== 'cittadino' || certifiedFields.includes('fiscalCode');

const first = (access: Access | undefined): FirstAccess | null =>
  access ? { username: access.username, email: access.email, mobile: access.mobile } : null;
