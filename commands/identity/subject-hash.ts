import { createHmac } from 'node:crypto';
import type { Queryable } from '../../db/client';
import { readInstallation } from '../../db/queries/installation';
import type { Identity } from '../../domain/identity/identity';

/** Under what an identity is found again: a keyed hash, since some gateways make the subject of the tax code. */
export async function subjectHash(
  tx: Queryable,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): Promise<Buffer> {
  const { householdKey } = await readInstallation(tx);
  return createHmac('sha256', householdKey).update(`${issuer}\0${subject}`).digest();
}
