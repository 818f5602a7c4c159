import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { merchants } from '../../db/schema/merchants';

/** Whether a merchant may take vouchers now. */
export async function merchantIsActive(tx: Queryable, merchantId: string): Promise<boolean> {
  const [merchant] = await tx
    .select({ status: merchants.status })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  return merchant?.status === 'attivo';
}
