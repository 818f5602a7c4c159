import { desc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import {
  applications,
  decisions,
  programmes,
  programmeVersions,
  registrations,
} from '../../db/schema/applications';
import { openApplicationRow } from '../../db/sealing/columns';
import { writeRegistration } from '../../domain/application/registration';
import type { Standing } from '../../domain/batch/forecast';
import { evaluationOf } from '../application/evaluate';
import { noticeGiven } from '../application/standstill';

/** An application before a batch, by what its row shows and asks. */
export interface StandingApplication extends Standing {
  id: string;
  label: string;
}

/** How many applications are looked at with one question to the database. */
export const sliceSize = 250;

/** How many of them are judged at a time: others use the database too. */
const abreast = 4;

/** The applications as they stand, by id. Drafts are their owners' alone: for the office they are not there. */
export async function standingsOf(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, StandingApplication>> {
  if (ids.length === 0) return new Map();
  const now = await databaseNow(db);
  const rows = await db
    .select({
      application: applications,
      programmeName: programmes.name,
      programmeStatus: programmes.status,
      rules: programmeVersions.rules,
      registration: { number: registrations.number, year: registrations.year },
    })
    .from(applications)
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .innerJoin(registrations, eq(registrations.applicationId, applications.id))
    .where(inArray(applications.id, [...ids]));
  const approved = await approvedAmounts(db, ids);
  const stand = async ({ registration, ...row }: (typeof rows)[number]) => {
    const held = { ...row, application: openApplicationRow(row.application) };
    const { application, rules } = held;
    const { id, status, phase, eventNumber, operatorId } = application;
    // Asked as the decision itself will ask, so that what is shown is what it proposes.
    const evaluation = await evaluationOf(db, { ...held, now });
    return {
      id,
      label: writeRegistration(registration),
      status,
      phase,
      eventNumber,
      operatorId,
      approvedCents: approved.get(id) ?? null,
      evaluation: evaluation ?? { admissible: 'unknown' as const, amountCents: null },
      noticeOwed: Boolean(rules.rejectionNotice) && !(await noticeGiven(db, id)),
      countersignAboveCents: rules.countersignAboveCents ?? null,
    };
  };
  const standings: StandingApplication[] = [];
  for (const few of slicesOf(rows, abreast)) standings.push(...(await Promise.all(few.map(stand))));
  return new Map(standings.map((standing) => [standing.id, standing]));
}

async function approvedAmounts(db: Queryable, ids: readonly string[]): Promise<Map<string, number | null>> {
  const rows = await db
    .selectDistinctOn([decisions.applicationId], {
      applicationId: decisions.applicationId,
      amountCents: decisions.amountCents,
    })
    .from(decisions)
    .where(inArray(decisions.applicationId, [...ids]))
    .orderBy(decisions.applicationId, desc(decisions.decidedAt));
  return new Map(rows.map(({ applicationId, amountCents }) => [applicationId, amountCents]));
}

/** A list cut into slices of at most a size. */
export function* slicesOf<T>(list: readonly T[], size = sliceSize): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
