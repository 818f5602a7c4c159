import { getTranslations } from 'next-intl/server';
import { viewWord } from '@/app/_office/view-words';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { queryOf } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { views, type View } from '@/db/queries/audit';
import { csvLines } from '@/documents/table/csv';
import { writeRegistration } from '@/domain/application/registration';
import { writeMoment } from '@/domain/calendar';
import { readViewFilters } from '../search';

/** Looks read at a time. */
const batch = 500;

/** The looks of a list as a file. */
export async function GET(request: Request): Promise<Response> {
  await requireUser('/operatore/accessi', 'responsabile');
  const t = await getTranslations('views');
  const filters = readViewFilters(queryOf(request));
  async function* rows(): AsyncGenerator<string[]> {
    yield [t('at'), t('who'), t('role'), t('what'), t('of')];
    for (let before: number | null = null; ;) {
      const page: View[] = await views(database(), filters, { before, limit: batch });
      for (const { at, name, role, act, registration, ticket, programme } of page) {
        yield [
          writeMoment(at),
          name,
          role === null ? '' : t(`roles.${role}`),
          t(`acts.${viewWord[act]}`),
          (registration && writeRegistration(registration)) ?? ticket ?? programme ?? '',
        ];
      }
      if (page.length < batch) return;
      before = page.at(-1)?.id ?? null;
    }
  }
  return csvResponse('accessi.csv', csvLines(rows()));
}
