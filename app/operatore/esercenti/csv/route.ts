import { getTranslations } from 'next-intl/server';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { queryOf } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { merchantList } from '@/db/queries/merchants/list';
import { csvLines } from '@/documents/table/csv';
import { writeDay } from '@/domain/calendar';
import { writeAgreement, writeCivilDay } from '@/domain/merchant/agreement';
import { officeRoles } from '@/domain/roles';
import { readMerchantFilters } from '../filters';

/** Merchants read at a time. */
const batch = 500;

/** The merchants of a list as a file; without their accounts, which nobody needs there. */
export async function GET(request: Request): Promise<Response> {
  await requireUser('/operatore/esercenti', ...officeRoles);
  const t = await getTranslations('merchants');
  const filters = readMerchantFilters(queryOf(request));
  async function* rows(): AsyncGenerator<string[]> {
    yield [
      t('list.name'),
      t('fields.legalName'),
      t('fields.vatNumber'),
      t('agreement.state'),
      t('agreement.number'),
      t('agreement.from'),
      t('agreement.until'),
      t('fields.address'),
      t('fields.email'),
      t('fields.pec'),
      t('fields.phone'),
      t('shops.title'),
      t('tills.title'),
      t('list.since'),
    ];
    for (let skip = 0; ; skip += batch) {
      const page = await merchantList(database(), filters, { skip, limit: batch });
      for (const row of page) {
        const { agreementNumber: number, agreementYear: year } = row;
        yield [
          row.name,
          row.legalName ?? '',
          row.vatNumber ?? '',
          t(`states.${row.status}`),
          number && year ? writeAgreement({ number, year }) : '',
          row.agreementFrom ? writeCivilDay(row.agreementFrom) : '',
          row.agreementUntil ? writeCivilDay(row.agreementUntil) : '',
          row.address ?? '',
          row.email ?? '',
          row.pec ?? '',
          row.phone ?? '',
          String(row.shops),
          String(row.tills),
          writeDay(row.createdAt),
        ];
      }
      if (page.length < batch) return;
    }
  }
  return csvResponse('esercenti.csv', csvLines(rows()));
}
