import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { registrations } from '../../db/schema/applications';
import { declaredFacts } from '../../domain/application/facts';
import { civilDate } from '../../domain/calendar';
import { evaluate, type Evaluation } from '../../domain/programme/evaluation';
import type { Case } from './case';

/**
 * The rules' word on an application, judged as things stood on the day it was registered: a birthday between then and
 * the decision changes nothing.
 */
export async function evaluationOf(
  tx: Queryable,
  { application, rules, now }: Case,
): Promise<Evaluation | null> {
  if (!application.form) return null;
  const [entry] = await tx
    .select({ at: registrations.registeredAt })
    .from(registrations)
    .where(eq(registrations.applicationId, application.id));
  return evaluate(rules, declaredFacts(application.form, civilDate(entry?.at ?? now)));
}
