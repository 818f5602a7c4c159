import { desc, eq } from 'drizzle-orm';
import type { Letter } from '../../domain/application/letter';
import { waitingPhase } from '../../domain/application/phase';
import { fullName } from '../../domain/person-name';
import type { Queryable } from '../client';
import { applications, decisions, programmes, registrations } from '../schema/applications';
import { users } from '../schema/people';
import { openDecisionRow } from '../sealing/columns';

/**
 * What the letter of an application's last decision states; null where none was taken, or where its approval still waits
 * for the fund. Callers prove before that they may.
 */
export async function letterOf(db: Queryable, applicationId: string): Promise<Letter | null> {
  const [row] = await db
    .select({
      programme: programmes.name,
      registration: registrations,
      application: applications,
      decision: decisions,
      familyName: users.familyName,
      givenName: users.givenName,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .innerJoin(registrations, eq(registrations.applicationId, applications.id))
    .innerJoin(users, eq(users.id, decisions.decidedBy))
    .where(eq(decisions.applicationId, applicationId))
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  if (!row || row.application.phase === waitingPhase) return null;
  const { programme, registration, application } = row;
  const decision = openDecisionRow(row.decision);
  return {
    programme,
    number: registration.number,
    year: registration.year,
    registeredAt: registration.registeredAt,
    beneficiary: {
      name: [application.beneficiaryFamilyName, application.beneficiaryGivenName].filter(Boolean).join(' '),
      fiscalCode: application.beneficiaryFiscalCode ?? '',
    },
    outcome: decision.outcome,
    decidedAt: decision.decidedAt,
    responsible: fullName(row.givenName, row.familyName),
    amountCents: decision.amountCents,
    evaluation: decision.evaluation,
    reason: decision.reason,
    reasonCodes: decision.outcome === 'respinta' ? decision.reasonCodes : [],
    reviewUntil: decision.reviewUntil,
  };
}
