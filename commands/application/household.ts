import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { hashesOf, type Hashes } from '../../db/hash-key';
import { prepared } from '../../db/prepared';
import { householdClaims } from '../../db/schema/applications';
import type { ApplicationForm } from '../../domain/application/answers';
import { householdCodes } from '../../domain/application/household';
import { ok, refused } from '../../domain/result';
import { LostRace, type Outcome } from '../transaction';
import type { Application } from './case';

/** An application that is to stand for its household. */
export interface Claimant {
  application: Pick<Application, 'id' | 'programmeId'>;
  form: ApplicationForm;
}

/**
 * Claims the programme for a whole household, in the caller's transaction: one claim per member, so that no member stands
 * in two applications at once.
 *
 * Refusals: `household-already-applied`. Which application stands in the way is the office's to know, not the citizen's.
 */
export async function claimHousehold(
  tx: Queryable,
  application: Claimant['application'],
  form: ApplicationForm,
): Promise<Outcome<null>> {
  const { forestalled, claims } = await householdsToClaim(tx, await hashesOf(tx), [{ application, form }]);
  if (forestalled.size > 0) return refused({ code: 'household-already-applied' });
  await claimHouseholds(tx, claims);
  return ok(null);
}

/** What is claimed of a programme for a member of a household. */
export interface Claim {
  programme: string;
  /** Of the member's codice fiscale, in hexadecimal. */
  hash: string;
  application: string;
}

/**
 * What several households are to claim of their programmes as if one came after the other. Who is forestalled, by a claim
 * that stands or by one before theirs, claims nothing: `forestalled` has the ids of their applications.
 */
export async function householdsToClaim(
  tx: Queryable,
  { member }: Hashes,
  claimants: readonly Claimant[],
): Promise<{ forestalled: Set<string>; claims: Claim[] }> {
  const [forestalled, claims] = [new Set<string>(), [] as Claim[]];
  if (claimants.length === 0) return { forestalled, claims };
  const wanted = claimants.map(({ application, form }) => ({
    application,
    members: householdCodes(form).map((code) => member(code).toString('hex')),
  }));
  const taken = await takenOf(tx, wanted);
  for (const { application, members } of wanted) {
    const names = members.map((hash) => nameOf(application.programmeId, hash));
    if (names.some((name) => taken.has(name))) {
      forestalled.add(application.id);
      continue;
    }
    for (const name of names) taken.add(name);
    for (const hash of members)
      claims.push({ programme: application.programmeId, hash, application: application.id });
  }
  return { forestalled, claims };
}

/**
 * Makes the claims, in the order of their hashes: two groups whose households share members never wait for each other in a
 * ring. Throws a `LostRace` where somebody claimed in between.
 */
export async function claimHouseholds(tx: Queryable, claims: readonly Claim[]): Promise<void> {
  const { rowCount } = await prepared(
    tx,
    'claim-households',
    sql`
    insert into household_claims (programme_id, member_hash, application_id)
    select programme, decode(hash, 'hex'), application
    from json_to_recordset(${JSON.stringify(claims)}) as c(programme uuid, hash text, application uuid)
    order by hash
    on conflict do nothing`,
  );
  if (rowCount !== claims.length) throw new LostRace();
}

/** What of the wanted stands claimed already. */
async function takenOf(
  tx: Queryable,
  wanted: readonly { application: Claimant['application']; members: readonly string[] }[],
): Promise<Set<string>> {
  const { rows } = await prepared<{ programme: string; hash: string }>(
    tx,
    'claimed-households',
    sql`
    select programme_id as programme, encode(member_hash, 'hex') as hash from household_claims
    where released_at is null
      and programme_id = any (${sql.param([...new Set(wanted.map(({ application }) => application.programmeId))])}::uuid[])
      and member_hash = any (array(
        select decode(h, 'hex') from unnest(${sql.param(wanted.flatMap(({ members }) => members))}::text[]) as h))`,
  );
  return new Set(rows.map(({ programme, hash }) => nameOf(programme, hash)));
}

const nameOf = (programmeId: string, hash: string): string => `${programmeId} ${hash}`;

/**
 * Lets the household go: its application was withdrawn, discarded or rejected. The claims stay, released, so that the
 * office sees who stood in which application.
 */
export async function releaseHousehold(tx: Queryable, applicationId: string): Promise<void> {
  await tx
    .update(householdClaims)
    .set({ releasedAt: sql`clock_timestamp()` })
    .where(and(eq(householdClaims.applicationId, applicationId), isNull(householdClaims.releasedAt)));
}
