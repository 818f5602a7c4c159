import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { merchants } from '../../db/schema/merchants';
import { civilZone } from '../../domain/calendar';
import { takesVouchers } from '../../domain/merchant/status';

/** The civil day `YYYY-MM-DD` that the database's clock shows. */
export const civilToday = sql<string>`(clock_timestamp() at time zone ${civilZone})::date::text`;

/** Whether a merchant may take vouchers now. */
export async function merchantIsActive(tx: Queryable, merchantId: string): Promise<boolean> {
  const [merchant] = await tx
    .select({
      status: merchants.status,
      agreementFrom: merchants.agreementFrom,
      agreementUntil: merchants.agreementUntil,
      today: civilToday,
    })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  return merchant !== undefined && takesVouchers(merchant, merchant.today);
}
