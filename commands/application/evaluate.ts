import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { helpedBefore } from '../../db/queries/helped-before';
import { registerEvidence } from '../../db/queries/registers';
import { registrations } from '../../db/schema/applications';
import { verifiedFacts } from '../../domain/application/facts';
import { civilDate } from '../../domain/calendar';
import { evaluate, type Evaluation } from '../../domain/programme/evaluation';
import type { HouseholdFacts } from '../../domain/programme/facts';
import type { RegisterEvidence } from '../../domain/register/registers';
import { withShare } from '../programme/shares';
import type { Case } from './case';

type Held = Pick<Case, 'application' | 'rules' | 'now'>;

/** An application judged: by which facts, and what registers said. */
export interface Judged {
  evaluation: Evaluation;
  facts: HouseholdFacts;
  evidence: RegisterEvidence;
  /** The civil day on which it was judged. */
  day: string;
}

/**
 * Judges an application by the rules it is pinned to, as things stood on the day it was registered: a birthday between
 * then and the decision changes nothing. Registers that have answered stand in the place of what was declared. The page and
 * the decision both ask here, so that what is decided is what was seen.
 */
export async function judged(tx: Queryable, { application, rules, now }: Held): Promise<Judged | null> {
  const { id, form } = application;
  if (!form) return null;
  const [entry] = await tx
    .select({ at: registrations.registeredAt })
    .from(registrations)
    .where(eq(registrations.applicationId, id));
  const day = civilDate(entry?.at ?? now);
  const evidence = await registerEvidence(tx, id);
  const known = { helpedBefore: await helpedBefore(tx, id), needsMedicines: null };
  const facts = verifiedFacts(form, day, evidence, known);
  const evaluation = await withShare(tx, id, evaluate(rules, facts));
  return { evaluation, facts, evidence, day };
}

/** The rules' word on an application. */
export const evaluationOf = async (tx: Queryable, held: Held): Promise<Evaluation | null> =>
  (await judged(tx, held))?.evaluation ?? null;
