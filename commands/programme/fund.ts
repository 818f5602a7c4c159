import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { programmes } from '../../db/schema/applications';
import { accounts } from '../../db/schema/ledger';
import type { Cents } from '../../domain/money';
import { accountOf } from '../ledger';

/**
 * Holds a programme's fund until the transaction ends: what it holds, and whether the programme is closed. Whoever joins
 * or leaves the waiting list, or moves money of the fund, does so under this lock.
 *
 * The order of locks is application, programme, fund, for every act. The programme is held in share mode: approvals do
 * not wait for each other on it, and a closing waits for those under way, so that none sees it half done. The fund is not
 * locked against references to it: a transfer under way refers to it before it has moved its balance.
 */
export async function holdFund(
  tx: Queryable,
  programmeId: string,
): Promise<{ balanceCents: Cents; closed: boolean }> {
  const [programme] = await tx
    .select({ status: programmes.status })
    .from(programmes)
    .where(eq(programmes.id, programmeId))
    .for('share');
  const fundId = await accountOf(tx, 'fund', programmeId);
  const [fund] = await tx
    .select({ balanceCents: accounts.balanceCents })
    .from(accounts)
    .where(eq(accounts.id, fundId))
    .for('no key update');
  return { balanceCents: fund?.balanceCents ?? 0, closed: programme?.status === 'chiuso' };
}
