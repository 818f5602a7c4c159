import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { registrations } from '../../db/schema/applications';
import { declaredFacts } from '../../domain/application/facts';
import { civilDate } from '../../domain/calendar';
import { evaluate, type Evaluation } from '../../domain/programme/evaluation';
import type { HouseholdFacts } from '../../domain/programme/facts';
import { withShare } from '../programme/shares';
import type { Case } from './case';

/**
 * The rules' word on an application, judged as things stood on the day it was registered: a birthday between then and
 * the decision changes nothing.
 */
export async function evaluationOf(tx: Queryable, held: Case): Promise<Evaluation | null> {
  const facts = await factsOf(tx, held);
  return facts && withShare(tx, held.application.id, evaluate(held.rules, facts));
}

/** What rules read of an application, on the day it was registered; null while it was not sent. */
export async function factsOf(
  tx: Queryable,
  { application, now }: Pick<Case, 'application' | 'now'>,
): Promise<HouseholdFacts | null> {
  if (!application.form) return null;
  const [entry] = await tx
    .select({ at: registrations.registeredAt })
    .from(registrations)
    .where(eq(registrations.applicationId, application.id));
  return declaredFacts(application.form, civilDate(entry?.at ?? now));
}
