import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { lastSending } from '../../db/queries/last-sending';
import { areSharesSet, shareOutNow } from '../../db/queries/share-out';
import { programmeVersions } from '../../db/schema/applications';
import { shares } from '../../db/schema/budget';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFund } from './fund';

/** Rows written in one statement. */
const batch = 1000;

/**
 * Sets the amounts of a call whose fund is shared out at the closing ("Fissa gli importi"), once: from then on each
 * application's proposed amount is its share. What is written is what was looked at, or nothing.
 *
 * @param input.fingerprint that of the preview
 *
 * Refusals: `forbidden`, `not-found`, `act-not-allowed` (another kind of amounts, somebody can still send, closed, set
 * already), `invalid` (`preview-changed`: an application or the fund has changed since; `nobody`: there is none).
 */
export async function setShares(
  db: Queryable,
  actor: Actor,
  input: { programmeId: string; fingerprint: string },
): Promise<Outcome<{ applications: number }>> {
  if (actor.kind !== 'user' || !may(actor, 'budget.share-out', false)) return refused({ code: 'forbidden' });
  const { programmeId } = input;
  return transact(db, async (tx) => {
    const [newest] = await tx
      .select({ rules: programmeVersions.rules })
      .from(programmeVersions)
      .where(eq(programmeVersions.programmeId, programmeId))
      .orderBy(desc(programmeVersions.version))
      .limit(1);
    if (!newest) return refused({ code: 'not-found' });
    // Two who press at once come one after the other, and the second finds them set.
    const { closed } = await holdFund(tx, programmeId);
    const early = (await databaseNow(tx)) < (await lastSending(tx, programmeId));
    if (
      newest.rules.amounts.kind !== 'shared-out' ||
      closed ||
      early ||
      (await areSharesSet(tx, programmeId))
    ) {
      return refused({ code: 'act-not-allowed' });
    }
    const { rows, fingerprint } = await shareOutNow(tx, programmeId);
    if (fingerprint !== input.fingerprint) return refused(invalid('fingerprint', 'preview-changed'));
    if (rows.length === 0) return refused(invalid('fingerprint', 'nobody'));
    for (let start = 0; start < rows.length; start += batch) {
      await tx.insert(shares).values(
        rows.slice(start, start + batch).map(({ applicationId, members, percent, amountCents }) => ({
          applicationId,
          programmeId,
          members,
          percent,
          amountCents,
          setBy: actor.id,
        })),
      );
    }
    return ok({ applications: rows.length });
  });
}
