import type { Queryable } from '../../db/client';
import { hashesOf } from '../../db/hash-key';
import type { Identity } from '../../domain/identity/identity';

/** Under what an identity is found again: a keyed hash, since some gateways make the subject of the tax code. */
export async function subjectHash(
  tx: Queryable,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): Promise<Buffer> {
  return (await hashesOf(tx)).of('identity', `${issuer}\0${subject}`);
}
