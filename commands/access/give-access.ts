import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { personFields } from '../../domain/merchant/business';
import { calledName } from '../../domain/person-name';
import type { Role } from '../../domain/roles';
import { postMessage } from '../message/queue';
import { temporary } from './password';
import { freeUsername, oneByOne } from './username';

/** Whoever adds somebody never sees their password: it goes by mail, which they therefore need. */
export const mailedPersonFields = { ...personFields, email: { kind: 'email', required: true } } as const;

interface Newcomer {
  id: string;
  familyName: string;
  givenName: string;
  email: string;
  role: Role;
  organisationId?: string;
}

/**
 * Gives somebody an access of their own, in the transaction of the act that lets them in: username and first password go to
 * their mail.
 *
 * @param first the password to be changed at the first entry, and its hash, made before the transaction began
 */
export async function giveAccess(
  tx: Queryable,
  person: Newcomer,
  first: { password: string; hash: string },
): Promise<void> {
  const { id, familyName, givenName, email } = person;
  await oneByOne(tx);
  const username = await freeUsername(tx, givenName, familyName);
  await tx.insert(users).values({ ...person, username, ...temporary(first.hash) });
  await postMessage(tx, {
    kind: 'credentials',
    recipient: email,
    params: { givenName: calledName(givenName, familyName), username, temporaryPassword: first.password },
    businessKey: `credentials:${id}`,
  });
}
