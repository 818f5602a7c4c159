import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { accounts } from '../../db/schema/ledger';
import type { Cents } from '../../domain/money';
import { ok, refused } from '../../domain/result';
import { accountOf, move } from '../ledger';
import type { Outcome } from '../transaction';

/** Commits the amount: it leaves the fund for the account of the voucher to come. Last, since the fund is everybody's. */
export async function commit(
  tx: Queryable,
  programmeId: string,
  applicationId: string,
  amountCents: Cents,
): Promise<Outcome<null>> {
  const fundId = await accountOf(tx, 'fund', programmeId);
  const [fund] = await tx
    .select({ balanceCents: accounts.balanceCents })
    .from(accounts)
    .where(eq(accounts.id, fundId))
    .for('update');
  const availableCents = fund?.balanceCents ?? 0;
  if (availableCents < amountCents) return refused({ code: 'fund-exhausted', availableCents });
  await move(tx, {
    kind: 'issue',
    from: programmeId,
    to: applicationId,
    amountCents,
    businessKey: `issue:${applicationId}`,
  });
  return ok(null);
}
