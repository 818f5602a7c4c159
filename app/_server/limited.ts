import { countRequest } from '@/commands/limits/requests';
import type { Outcome } from '@/commands/transaction';
import type { LimitName } from '@/domain/ticket/limits';
import { clientAddress } from './client-address';
import { database } from './database';

/**
 * Performs an act that anybody may ask for, as often as its limit allows; the counts are in the database, so that several
 * web processes count together. Otherwise `too-many-requests`.
 *
 * @param whose what is counted on: the caller's network address, unless it is something better known
 */
export async function limited<T>(
  name: LimitName,
  act: () => Promise<Outcome<T>> | Outcome<T>,
  whose?: string,
): Promise<Outcome<T>> {
  const counted = await countRequest(database(), name, whose ?? (await clientAddress()));
  return counted.ok ? act() : counted;
}
