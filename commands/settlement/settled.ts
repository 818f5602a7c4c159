import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { redemptions } from '../../db/schema/ledger';
import { settlementLines } from '../../db/schema/settlements';

/**
 * Whether a spend stands in a statement. The spend is held first: a statement that is being drawn is waited for, and one
 * that is drawn later finds what the caller wrote.
 */
export async function isSettled(tx: Queryable, redemptionId: string): Promise<boolean> {
  await tx
    .select({ id: redemptions.id })
    .from(redemptions)
    .where(eq(redemptions.id, redemptionId))
    .for('update');
  const [line] = await tx
    .select({ number: settlementLines.number })
    .from(settlementLines)
    .where(eq(settlementLines.redemptionId, redemptionId));
  return line !== undefined;
}
