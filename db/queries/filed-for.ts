import { and, desc, eq, sql } from 'drizzle-orm';
import type { Filed } from '../../domain/application/relation';
import { callState, type CallState } from '../../domain/call/call';
import { civilDate } from '../../domain/calendar';
import { mandateState, type MandateProof } from '../../domain/mandate/mandate';
import { fullName } from '../../domain/person-name';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../client';
import { applications, programmes } from '../schema/applications';
import { contactCalls, mandates, organisations } from '../schema/filed-for';
import { users } from '../schema/people';
import { databaseNow } from './clock';
import { relationTo } from './relation';

/** For whom somebody compiles an application; null where it is not, or no more, in their hands. */
export async function forWhom(db: Queryable, actor: Actor, applicationId: string) {
  const [found] = await db
    .select({ application: applications, citizen: users, endsAt: contactCalls.endsAt })
    .from(applications)
    .innerJoin(users, eq(users.id, applications.citizenId))
    .leftJoin(contactCalls, eq(contactCalls.id, applications.callId))
    .where(eq(applications.id, applicationId));
  if (!found || (await relationTo(db, actor, found.application)) !== 'own') return null;
  const { application, citizen, endsAt } = found;
  return {
    name: fullName(citizen.givenName, citizen.familyName),
    fiscalCode: citizen.fiscalCode ?? '',
    callId: application.callId,
    mandateId: application.mandateId,
    endsAt,
  };
}

/** A call as its operator sees it: of the person nothing but the name they gave until the PIN is verified. */
export async function ownCall(db: Queryable, operatorId: string, callId: string) {
  const [found] = await db
    .select({ call: contactCalls, citizen: users })
    .from(contactCalls)
    .innerJoin(users, eq(users.id, contactCalls.citizenId))
    .where(and(eq(contactCalls.id, callId), eq(contactCalls.operatorId, operatorId)));
  if (!found) return null;
  const { call, citizen } = found;
  const state = callState(call, await databaseNow(db));
  return {
    ...call,
    state,
    name: fullName(citizen.givenName, citizen.familyName),
    fiscalCode: citizen.fiscalCode ?? '',
    hasMobile: citizen.mobile !== null,
  };
}

export interface ListedCall {
  id: string;
  name: string;
  beganAt: Date;
  state: CallState;
}

/** An operator's calls that have not ended, newest first. */
export async function openCalls(db: Queryable, operatorId: string): Promise<ListedCall[]> {
  const now = await databaseNow(db);
  const rows = await db
    .select({ call: contactCalls, familyName: users.familyName, givenName: users.givenName })
    .from(contactCalls)
    .innerJoin(users, eq(users.id, contactCalls.citizenId))
    .where(
      and(
        eq(contactCalls.operatorId, operatorId),
        sql`${contactCalls.closedAt} is null and ${contactCalls.endsAt} > clock_timestamp()`,
      ),
    )
    .orderBy(desc(contactCalls.beganAt))
    .limit(20);
  return rows.map(({ call, familyName, givenName }) => ({
    id: call.id,
    name: fullName(givenName, familyName),
    beganAt: call.beganAt,
    state: callState(call, now),
  }));
}

const listed = {
  id: applications.id,
  status: applications.status,
  programme: programmes.name,
  slug: programmes.slug,
  savedAt: applications.savedAt,
  registrationNumber: applications.registrationNumber,
  registrationYear: applications.registrationYear,
};

/** What was compiled in a call, newest first. */
export const compiledInCall = (db: Queryable, callId: string) =>
  db
    .select(listed)
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .where(and(eq(applications.callId, callId), sql`${applications.takenOverAt} is null`))
    .orderBy(desc(applications.id));

/** What was compiled by a mandate and is still in the organisation's hands, newest first. */
export const compiledByMandate = (db: Queryable, mandateId: string) =>
  db
    .select(listed)
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .where(and(eq(applications.mandateId, mandateId), sql`${applications.takenOverAt} is null`))
    .orderBy(desc(applications.id));

/** What an intermediary's organisation compiled and is still in its hands, newest first; no more than an office works with at a time. */
export async function compiledByOrganisation(db: Queryable, userId: string) {
  const rows = await db
    .select({
      ...listed,
      mandateId: mandates.id,
      familyName: users.familyName,
      givenName: users.givenName,
    })
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .innerJoin(mandates, eq(mandates.id, applications.mandateId))
    .innerJoin(
      organisations,
      and(eq(organisations.id, mandates.organisationId), eq(organisations.active, true)),
    )
    .innerJoin(users, eq(users.id, applications.citizenId))
    .where(
      and(
        sql`${mandates.organisationId} = (select organisation_id from users where id = ${userId})`,
        sql`${applications.takenOverAt} is null`,
      ),
    )
    .orderBy(desc(applications.id))
    .limit(200);
  return rows.map(({ familyName, givenName, ...row }) => ({ ...row, name: fullName(givenName, familyName) }));
}

/** How the mandate is proved that an application is compiled by; null where it is by none, or the citizen took it over. */
export async function mandateProofOf(
  db: Queryable,
  { mandateId, takenOverAt }: Pick<Filed, 'mandateId' | 'takenOverAt'>,
): Promise<MandateProof | null> {
  if (mandateId === null || takenOverAt !== null) return null;
  const [mandate] = await db
    .select({ proof: mandates.proof })
    .from(mandates)
    .where(eq(mandates.id, mandateId));
  return mandate?.proof ?? null;
}

/** The name of the organisation that a mandate was given to; null for none. */
export async function organisationOfMandate(db: Queryable, mandateId: string | null): Promise<string | null> {
  if (mandateId === null) return null;
  const [found] = await db
    .select({ name: organisations.name })
    .from(organisations)
    .innerJoin(mandates, eq(mandates.organisationId, organisations.id))
    .where(eq(mandates.id, mandateId));
  return found?.name ?? null;
}

export type CompiledRow = Awaited<ReturnType<typeof compiledInCall>>[number];

/** The organisation of an intermediary, or null. */
export async function organisationOfUser(db: Queryable, userId: string) {
  const [found] = await db
    .select({ organisation: organisations })
    .from(organisations)
    .innerJoin(users, eq(users.organisationId, organisations.id))
    .where(and(eq(users.id, userId), eq(organisations.active, true)));
  return found?.organisation ?? null;
}

/** The mandates of an intermediary's organisation, newest first; no more than an office works with at a time. */
export async function mandatesOf(db: Queryable, userId: string) {
  const today = civilDate(await databaseNow(db));
  const rows = await mandateRows(db, userId).orderBy(desc(mandates.recordedAt)).limit(200);
  return rows.map((row) => mandateAsSeen(row, today));
}

/** A mandate of an intermediary's own organisation, or null. */
export async function ownMandate(db: Queryable, userId: string, mandateId: string) {
  const today = civilDate(await databaseNow(db));
  const [row] = await mandateRows(db, userId, mandateId);
  return row ? mandateAsSeen(row, today) : null;
}

const mandateRows = (db: Queryable, userId: string, mandateId?: string) =>
  db
    .select({ mandate: mandates, citizen: asked, organisation: organisations.name })
    .from(mandates)
    .innerJoin(
      organisations,
      and(eq(organisations.id, mandates.organisationId), eq(organisations.active, true)),
    )
    .innerJoin(users, eq(users.id, mandates.citizenId))
    .where(
      and(
        sql`${mandates.organisationId} = (select organisation_id from users where id = ${userId})`,
        mandateId === undefined ? undefined : eq(mandates.id, mandateId),
      ),
    );

const asked = { givenName: users.givenName, familyName: users.familyName, fiscalCode: users.fiscalCode };

type MandateRow = Awaited<ReturnType<typeof mandateRows>>[number];

const mandateAsSeen = ({ mandate, citizen, organisation }: MandateRow, today: string) => ({
  ...mandate,
  organisation,
  name: fullName(citizen.givenName, citizen.familyName),
  fiscalCode: citizen.fiscalCode ?? '',
  state: mandateState(mandate, today),
});

export type SeenMandate = ReturnType<typeof mandateAsSeen>;
