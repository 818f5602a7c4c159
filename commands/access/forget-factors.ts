import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { knownDevices, passkeys, recoveryCodes, totpFactors } from '../../db/schema/access';

/** Takes away every second factor and known device of an access that passes into other hands, or ends. */
export async function forgetFactors(tx: Queryable, userId: string): Promise<void> {
  for (const table of [totpFactors, passkeys, recoveryCodes, knownDevices]) {
    await tx.delete(table).where(eq(table.userId, userId));
  }
}
