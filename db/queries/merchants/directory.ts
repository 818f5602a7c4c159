import { eq } from 'drizzle-orm';
import { civilDate } from '../../../domain/calendar';
import type { OpenShop } from '../../../domain/merchant/directory';
import { takesVouchers } from '../../../domain/merchant/status';
import type { Queryable } from '../../client';
import { merchants, shops } from '../../schema/merchants';
import { databaseNow } from '../clock';

/** The shops where vouchers are taken today, by name (OCDPC 658/2020 art. 2 c. 4): open ones of merchants in agreement. */
export async function openShops(db: Queryable): Promise<OpenShop[]> {
  const today = civilDate(await databaseNow(db));
  const rows = await db
    .select({
      shop: {
        id: shops.id,
        name: shops.name,
        merchant: merchants.name,
        address: shops.address,
        postalCode: shops.postalCode,
        municipality: shops.municipality,
        phone: shops.phone,
        categories: shops.categories,
      },
      agreement: {
        status: merchants.status,
        agreementFrom: merchants.agreementFrom,
        agreementUntil: merchants.agreementUntil,
      },
    })
    .from(shops)
    .innerJoin(merchants, eq(merchants.id, shops.merchantId))
    .where(eq(shops.active, true));
  const collator = new Intl.Collator('it');
  return rows
    .filter(({ agreement }) => takesVouchers(agreement, today))
    .map(({ shop }) => shop)
    .toSorted((one, other) => collator.compare(one.name, other.name) || collator.compare(one.id, other.id));
}
