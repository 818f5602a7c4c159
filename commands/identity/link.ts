import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { identities } from '../../db/schema/identities';
import { users } from '../../db/schema/people';
import { openApplicationRow, sealedAnswers } from '../../db/sealing/columns';
import { certifiedAnswers, withCertified } from '../../domain/application/applicant';
import {
  certifiableFields,
  certifiedBy,
  type Identity,
  type IdentityMethod,
} from '../../domain/identity/identity';
import { hashPassword } from '../access/password';
import type { SessionGrant } from '../access/sign-in';
import type { Access } from './accesses';
import { subjectHash } from './subject-hash';

/** The hash of a password that nobody knows. "Recupera password" replaces it by one that somebody does. */
export const nobodysPassword = (): Promise<string> => hashPassword(randomBytes(32).toString('base64url'));

/** A session opened by an identity says so, and at which level. */
export interface IdentityGrant extends SessionGrant {
  method: IdentityMethod;
  level: 'l2' | 'l3';
}

/**
 * Lets a person who proved to hold this access in: remembers the identity, takes its word for what it certifies, also in
 * the drafts the citizen wrote in person, and ends a first password that was never used.
 */
export async function enterAs(tx: Queryable, access: Access, identity: Identity): Promise<IdentityGrant> {
  const { issuer, method, level } = identity;
  await tx
    .insert(identities)
    .values({ issuer, subjectHash: await subjectHash(tx, identity), userId: access.id, method, level })
    .onConflictDoUpdate({
      target: [identities.issuer, identities.subjectHash, identities.userId],
      set: { method, level, lastUsedAt: sql`clock_timestamp()` },
    });
  if (access.mustChangePassword) {
    const unknown = { passwordHash: await nobodysPassword(), mustChangePassword: false, passwordUntil: null };
    await tx.update(users).set(unknown).where(eq(users.id, access.id));
  }
  if (access.role === 'cittadino') await certify(tx, access, identity);
  return {
    userId: access.id,
    sessionVersion: access.sessionVersion,
    method,
    level: level === 3 ? 'l3' : 'l2',
  };
}

async function certify(tx: Queryable, access: Access, identity: Identity): Promise<void> {
  const told = certifiedBy(identity);
  const fields = certifiableFields.filter(
    (field) => told.includes(field) || access.certifiedFields.includes(field),
  );
  const [certified] = await tx
    .update(users)
    .set({
      ...Object.fromEntries(told.map((field) => [field, identity[field]])),
      certifiedFields: fields,
      certifiedBy: identity.method,
    })
    .where(eq(users.id, access.id))
    .returning();
  if (!certified) throw new Error('the access is gone');
  const drafts = await tx
    .select()
    .from(applications)
    .where(and(eq(applications.citizenId, access.id), eq(applications.status, 'bozza')))
    .for('update');
  for (const { id, answers, answersVersion } of drafts.map(openApplicationRow)) {
    const corrected = withCertified(answers, certifiedAnswers(certified));
    const changes = Object.keys(corrected).some((field) => corrected[field] !== answers[field]);
    if (!changes) continue;
    await tx
      .update(applications)
      .set({
        answers: sealedAnswers.seal(id, corrected),
        answersVersion: answersVersion + 1,
        savedAt: sql`clock_timestamp()`,
      })
      .where(eq(applications.id, id));
  }
}
