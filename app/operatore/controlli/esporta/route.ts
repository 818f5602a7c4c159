import { getTranslations } from 'next-intl/server';
import { asked, readSearch, sinceOf } from '@/app/_control/search';
import { signalSentence } from '@/app/_control/sentence';
import { kindWord, stateWord } from '@/app/_control/words';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { queryOf } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { databaseNow } from '@/db/queries/clock';
import { signalList } from '@/db/queries/control/reviews';
import { csvLines } from '@/documents/table/csv';
import { writeMoment } from '@/domain/calendar';
import { formatEuro } from '@/domain/money';

/** The list of signals as a file. */
export async function GET(request: Request): Promise<Response> {
  await requireUser('/operatore/controlli', 'operatore', 'responsabile');
  const search = readSearch(queryOf(request));
  const [t, now] = await Promise.all([getTranslations('control'), databaseNow(database())]);
  const found = await signalList(database(), { kind: search.kind, since: sinceOf(search, now) });
  const headers = (['kind', 'merchant', 'place', 'seen', 'first', 'last', 'amount', 'state'] as const).map(
    (column) => t(`columns.${column}`),
  );
  const rows = await Promise.all(
    asked(found, search).map(async (signal) => [
      t(`kinds.${kindWord[signal.kind]}`),
      signal.merchant,
      signal.place ?? '',
      await signalSentence(signal),
      writeMoment(signal.from),
      writeMoment(signal.to),
      formatEuro(signal.amountCents).replaceAll('.', ''),
      t(`states.${stateWord[signal.state]}`),
    ]),
  );
  return csvResponse('segnali.csv', csvLines([headers, ...rows]));
}
