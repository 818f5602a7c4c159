import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { isRetired } from '../../db/queries/voucher-file';
import { vouchers } from '../../db/schema/ledger';
import { voucherCodeLength } from '../../domain/code';
import { randomCode } from '../random-code';

/**
 * A code nobody holds or ever held. A race for the same one of 27 thousand million fails on the database's guards and is
 * tried again by who asked.
 *
 * @param draw where the codes come from
 */
export async function freeCode(
  tx: Queryable,
  draw: () => string = () => randomCode(voucherCodeLength),
): Promise<string> {
  for (;;) {
    const code = draw();
    const [taken] = await tx.select({ id: vouchers.id }).from(vouchers).where(eq(vouchers.code, code));
    if (!taken && !(await isRetired(tx, code))) return code;
  }
}
