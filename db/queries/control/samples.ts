import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { writeRegistration, type RegistrationNumber } from '../../../domain/application/registration';
import type { ApplicationStatus } from '../../../domain/application/status';
import type { Queryable } from '../../client';
import { applications, programmes, registrations } from '../../schema/applications';
import { checkOutcomes, declarationChecks, sampleEntries, samples } from '../../schema/control';
import { users } from '../../schema/people';

/** An application that can be drawn, or was listed for a draw. */
export interface Listed {
  applicationId: string;
  /** As on the receipt: `11625/2021`. */
  registration: string;
}

const progress = {
  drawn: sql<number>`(select count(*)::int from ${declarationChecks} c where c.sample_id = ${samples.id})`,
  open: sql<number>`(select count(*)::int from ${declarationChecks} c
    where c.sample_id = ${samples.id} and c.closed_at is null)`,
  different: sql<number>`(select count(distinct c.application_id)::int from ${declarationChecks} c
    join ${checkOutcomes} o on o.application_id = c.application_id
    where c.sample_id = ${samples.id} and o.outcome = 'difforme')`,
};

/** Every sample with how far its controls have come, newest first. */
export const sampleList = (db: Queryable) =>
  db
    .select({
      id: samples.id,
      programme: programmes.name,
      number: samples.number,
      percent: samples.percent,
      listed: samples.listed,
      preparedAt: samples.preparedAt,
      drawnAt: samples.drawnAt,
      ...progress,
    })
    .from(samples)
    .innerJoin(programmes, eq(programmes.id, samples.programmeId))
    .orderBy(desc(samples.preparedAt), desc(samples.id));

/** Programmes with how many approved applications of theirs no sample has drawn yet, where there are any. */
export async function programmesToSample(db: Queryable) {
  const { rows } = await db.execute<{ id: string; name: string; count: number; preparing: boolean }>(sql`
    select p.id, p.name, count(*)::int as count,
      exists (select from samples s where s.programme_id = p.id and s.drawn_at is null) as preparing
    from programmes p join applications a on a.programme_id = p.id
    left join declaration_checks c on c.application_id = a.id
    where a.status = 'approvata' and a.erased_at is null and c.application_id is null
    group by p.id order by p.name, p.id`);
  return rows;
}

/** The approved applications of a programme that no sample has drawn yet, by protocol number. */
export async function listedOf(db: Queryable, programmeId: string): Promise<Listed[]> {
  const rows = await db
    .select({ applicationId: applications.id, number: registrations.number, year: registrations.year })
    .from(applications)
    .innerJoin(registrations, eq(registrations.applicationId, applications.id))
    .leftJoin(declarationChecks, eq(declarationChecks.applicationId, applications.id))
    .where(
      and(
        eq(applications.programmeId, programmeId),
        eq(applications.status, 'approvata'),
        isNull(applications.erasedAt),
        isNull(declarationChecks.applicationId),
      ),
    )
    .orderBy(asc(registrations.year), asc(registrations.number));
  return rows.map(listed);
}

/** Among whom a sample is drawn, by protocol number. */
export async function entriesOf(db: Queryable, sampleId: string): Promise<Listed[]> {
  const rows = await db
    .select({
      applicationId: sampleEntries.applicationId,
      number: registrations.number,
      year: registrations.year,
    })
    .from(sampleEntries)
    .innerJoin(registrations, eq(registrations.applicationId, sampleEntries.applicationId))
    .where(eq(sampleEntries.sampleId, sampleId))
    .orderBy(asc(registrations.year), asc(registrations.number));
  return rows.map(listed);
}

const listed = ({
  applicationId,
  ...registration
}: RegistrationNumber & { applicationId: string }): Listed => ({
  applicationId,
  registration: writeRegistration(registration),
});

/** A sample with its programme and who prepared and drew it; null where there is none. */
export async function sampleOf(db: Queryable, id: string) {
  const name = (userId: typeof samples.preparedBy | typeof samples.drawnBy) =>
    sql<string | null>`(select u.given_name || ' ' || u.family_name from ${users} u where u.id = ${userId})`;
  const [found] = await db
    .select({
      sample: samples,
      programme: programmes.name,
      preparedBy: name(samples.preparedBy),
      drawnBy: name(samples.drawnBy),
    })
    .from(samples)
    .innerJoin(programmes, eq(programmes.id, samples.programmeId))
    .where(eq(samples.id, id));
  return found ?? null;
}

/** An application that was drawn, with how far its control has come. */
export interface Drawn extends Listed {
  place: number;
  status: ApplicationStatus;
  closedAt: Date | null;
  recorded: number;
  different: number;
}

/** The applications of a sample, in the order in which they were drawn. */
export async function drawnIn(db: Queryable, sampleId: string): Promise<Drawn[]> {
  const counted = (outcome = sql`true`) => sql<number>`(select count(*)::int from ${checkOutcomes} o
    where o.application_id = ${declarationChecks.applicationId} and ${outcome})`;
  const rows = await db
    .select({
      applicationId: declarationChecks.applicationId,
      place: declarationChecks.place,
      closedAt: declarationChecks.closedAt,
      status: applications.status,
      number: registrations.number,
      year: registrations.year,
      recorded: counted(),
      different: counted(sql`o.outcome = 'difforme'`),
    })
    .from(declarationChecks)
    .innerJoin(applications, eq(applications.id, declarationChecks.applicationId))
    .innerJoin(registrations, eq(registrations.applicationId, declarationChecks.applicationId))
    .where(eq(declarationChecks.sampleId, sampleId))
    .orderBy(asc(declarationChecks.place));
  return rows.map(({ number, year, ...row }) => ({
    ...row,
    registration: writeRegistration({ number, year }),
  }));
}
