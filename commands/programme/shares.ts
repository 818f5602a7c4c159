import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { shares } from '../../db/schema/budget';
import type { Evaluation } from '../../domain/programme/evaluation';

/** An evaluation with the application's share as its amount, once the fund of its call was shared out. */
export async function withShare(
  tx: Queryable,
  applicationId: string,
  evaluation: Evaluation,
): Promise<Evaluation> {
  if (evaluation.amountCents !== null) return evaluation;
  const [share] = await tx
    .select({ amountCents: shares.amountCents })
    .from(shares)
    .where(eq(shares.applicationId, applicationId));
  if (!share) return evaluation;
  const { amountCents } = share;
  return { ...evaluation, amountCents, steps: [{ kind: 'shared-out', text: '', amountCents }] };
}
