import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import { decideApplication } from '../../commands/application/decide';
import { saveDraft } from '../../commands/application/save';
import { submitApplication } from '../../commands/application/submit';
import { inOrder } from '../../commands/programme/waiting-list';
import { applications } from '../../db/schema/applications';
import { waitingList } from '../../db/schema/budget';
import { checkInvariants } from '../../db/queries/invariants';
import { sealedAnswers } from '../../db/sealing/columns';
import type { ProgrammeRules } from '../../domain/programme/rules';
import { rulesWith } from './rules';
import { done, type Town, type User } from './town';

/** A call with a waiting list: the poorest first. */
export const listedRules = (
  allocationCents: number,
  changes: Partial<ProgrammeRules> = {},
): ProgrammeRules => ({
  ...rulesWith({ allocationCents }),
  waitingList: true,
  order: [{ by: 'isee', direction: 'ascending' }],
  ...changes,
});

/** The application of a new citizen with an ISEE in whole euro, or without one. */
export async function applied(town: Town, slug: string, isee: number | null): Promise<string> {
  const citizen = await town.user('cittadino');
  const applicationId = await town.draft(citizen, slug);
  const [draft] = await town.db.select().from(applications).where(eq(applications.id, applicationId));
  const typed = draft && sealedAnswers.open(applicationId, draft.answers);
  const answers = { ...typed, ...(isee !== null && { 'isee.amount': `${isee},00` }) };
  const version = draft?.answersVersion ?? 1;
  done(await saveDraft(town.db, citizen, { applicationId, version, answers }));
  done(await submitApplication(town.db, citizen, { applicationId }));
  return applicationId;
}

/** Approves as proposed, 300,00 € for one, or over another amount. */
export const approve = (town: Town, operator: User, applicationId: string, amountCents = 30_000) =>
  decideApplication(town.db, operator, {
    applicationId,
    decision: { outcome: 'approvata', amountCents, reason: 'Come da istruttoria' },
  });

/** Who waits, in the order of the list. */
export async function waiting(town: Town, programmeId: string): Promise<string[]> {
  const conditions: SQL[] = [eq(waitingList.programmeId, programmeId), isNull(waitingList.leftAt)];
  const rows = await town.db
    .select({ id: waitingList.applicationId })
    .from(waitingList)
    .where(and(...conditions))
    .orderBy(...inOrder, asc(waitingList.decisionId));
  return rows.map(({ id }) => id);
}

/** What must hold of the data, but for what only the workflow can bring about. */
export async function faultsOf(town: Town): Promise<string[]> {
  const reports = await checkInvariants(town.db);
  return reports.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
}
