import type { Queryable } from '../../db/client';
import type { Cents } from '../../domain/money';
import { move } from '../ledger';
import { holdFund } from './fund';
import { announceFunds } from './replenish';

/**
 * Returns what is left of a voucher to its programme's fund, in the caller's transaction, and on to the savings where the
 * programme is closed. Those who wait for the fund are served by the programme's workflow, which is told here. The caller
 * holds the application. Nothing to return is nothing done.
 *
 * @param input.businessKey what it stands for, e.g. `expiry:{voucher}`: returned once
 */
export async function returnToFund(
  tx: Queryable,
  input: {
    applicationId: string;
    programmeId: string;
    amountCents: Cents;
    kind: 'expiry' | 'revocation';
    businessKey: string;
  },
): Promise<void> {
  const { applicationId, programmeId, amountCents, kind, businessKey } = input;
  if (amountCents === 0) return;
  const { closed } = await holdFund(tx, programmeId);
  await move(tx, { kind, from: applicationId, to: programmeId, amountCents, businessKey });
  if (closed) await saveUp(tx, programmeId, amountCents, businessKey);
  else await announceFunds(tx, programmeId);
}

/** Moves what a closed programme does not need any more to its savings (economie). */
export const saveUp = (
  tx: Queryable,
  programmeId: string,
  amountCents: Cents,
  occasion: string,
): Promise<void> =>
  move(tx, {
    kind: 'closing',
    from: programmeId,
    to: programmeId,
    amountCents,
    businessKey: `closing:${occasion}`,
  });
