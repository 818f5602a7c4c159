import { getTranslations } from 'next-intl/server';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { recoveryList } from '@/db/queries/control/recoveries';
import { csvLines } from '@/documents/table/csv';
import { formatEuro } from '@/domain/money';

/** The recoveries as a file, by protocol number. */
export async function GET(): Promise<Response> {
  await requireUser('/operatore/controlli/recuperi', 'operatore', 'responsabile');
  const [t, recoveries] = await Promise.all([
    getTranslations('samples.recoveries'),
    recoveryList(database()),
  ]);
  const headers = (['registration', 'programme', 'openedOn', 'state', 'day', 'amount'] as const).map(
    (column) => t(`columns.${column}`),
  );
  const rows = recoveries.map(({ registration, programme, openedOn, state, day, amountCents }) => [
    registration,
    programme,
    italianDay(openedOn),
    t(`states.${state}`),
    italianDay(day),
    formatEuro(amountCents).replaceAll('.', ''),
  ]);
  return csvResponse('recuperi.csv', csvLines([headers, ...rows]));
}

const italianDay = (day: string): string => day.split('-').reverse().join('/');
