import { and, count, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm';
import { normaliseVatNumber } from '../../../domain/merchant/vat-number';
import { merchantStatuses, type MerchantStatus } from '../../../domain/merchant/status';
import type { Queryable } from '../../client';
import { merchants } from '../../schema/merchants';

/** What the office looks for among the merchants. */
export interface MerchantFilters {
  status: MerchantStatus | null;
  /** Part of a name or of a number; empty for all. */
  text: string;
}

/** What a merchant is found by: its names, its VAT number, the number of its agreement, its shops. */
function matching({ status, text }: MerchantFilters): SQL | undefined {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const digits = normaliseVatNumber(text);
  const [, number, year] = /^0*(\d{1,9})\/(\d{4})$/.exec(text) ?? [];
  const found =
    text === ''
      ? undefined
      : or(
          ilike(merchants.name, pattern),
          ilike(merchants.legalName, pattern),
          ilike(merchants.representative, pattern),
          digits === '' ? undefined : eq(merchants.vatNumber, digits),
          number && year
            ? and(eq(merchants.agreementNumber, Number(number)), eq(merchants.agreementYear, Number(year)))
            : undefined,
          sql`exists (select from shops s where s.merchant_id = ${merchants.id} and s.name ilike ${pattern})`,
        );
  return and(status === null ? undefined : eq(merchants.status, status), found);
}

/** The merchants with their state, agreement and number of shops and tills in use: who waits first, then by name. */
export const merchantList = (
  db: Queryable,
  filters: MerchantFilters,
  { skip, limit }: { skip: number; limit: number },
) =>
  db
    .select({
      id: merchants.id,
      name: merchants.name,
      legalName: merchants.legalName,
      vatNumber: merchants.vatNumber,
      email: merchants.email,
      pec: merchants.pec,
      phone: merchants.phone,
      address: merchants.address,
      status: merchants.status,
      agreementNumber: merchants.agreementNumber,
      agreementYear: merchants.agreementYear,
      agreementFrom: merchants.agreementFrom,
      agreementUntil: merchants.agreementUntil,
      createdAt: merchants.createdAt,
      // Written out: in the list of one table's columns, drizzle leaves the table's name away.
      shops: sql<number>`(select count(*)::int from shops s where s.merchant_id = merchants.id and s.active)`,
      tills: sql<number>`(select count(*)::int from tills t where t.merchant_id = merchants.id and t.active)`,
    })
    .from(merchants)
    .where(matching(filters))
    .orderBy(sql`${merchants.status} <> 'richiesto'`, merchants.name, merchants.id)
    .offset(skip)
    .limit(limit);

export type MerchantRow = Awaited<ReturnType<typeof merchantList>>[number];

/** How many merchants a search finds in each state. */
export async function merchantCounts(db: Queryable, text: string): Promise<Record<MerchantStatus, number>> {
  const rows = await db
    .select({ status: merchants.status, count: count() })
    .from(merchants)
    .where(and(inArray(merchants.status, [...merchantStatuses]), matching({ status: null, text })))
    .groupBy(merchants.status);
  const counted = new Map(rows.map(({ status, count: found }) => [status, found]));
  return Object.fromEntries(merchantStatuses.map((status) => [status, counted.get(status) ?? 0])) as Record<
    MerchantStatus,
    number
  >;
}
