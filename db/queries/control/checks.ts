import { asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../client';
import { programmes } from '../../schema/applications';
import { checkOutcomes, declarationChecks, samples } from '../../schema/control';
import { users } from '../../schema/people';
import { sealedCheckWords } from '../../sealing/columns';

/** The control of an application with what was found so far; null where no sample has drawn it. */
export async function checkOf(db: Queryable, applicationId: string) {
  const [check] = await db
    .select({
      applicationId: declarationChecks.applicationId,
      place: declarationChecks.place,
      closedAt: declarationChecks.closedAt,
      closedBy: sql<string | null>`${users.givenName} || ' ' || ${users.familyName}`,
      sampleId: samples.id,
      sampleNumber: samples.number,
      drawnAt: samples.drawnAt,
      programme: programmes.name,
    })
    .from(declarationChecks)
    .innerJoin(samples, eq(samples.id, declarationChecks.sampleId))
    .innerJoin(programmes, eq(programmes.id, samples.programmeId))
    .leftJoin(users, eq(users.id, declarationChecks.closedBy))
    .where(eq(declarationChecks.applicationId, applicationId));
  return check ? { ...check, outcomes: await outcomesOf(db, applicationId) } : null;
}

export type Check = NonNullable<Awaited<ReturnType<typeof checkOf>>>;

/** What was found of each declaration of an application. */
export async function outcomesOf(db: Queryable, applicationId: string) {
  const rows = await db
    .select({
      declaration: checkOutcomes.declaration,
      outcome: checkOutcomes.outcome,
      words: checkOutcomes.words,
      at: checkOutcomes.at,
      by: sql<string>`${users.givenName} || ' ' || ${users.familyName}`,
    })
    .from(checkOutcomes)
    .innerJoin(users, eq(users.id, checkOutcomes.recordedBy))
    .where(eq(checkOutcomes.applicationId, applicationId))
    .orderBy(asc(checkOutcomes.declaration));
  return rows.map(({ words, ...row }) => ({
    ...row,
    ...sealedCheckWords.open(`${applicationId}/${row.declaration}`, words),
  }));
}
