import { getTranslations } from 'next-intl/server';
import { csvResponse } from '@/app/_server/csv-response';
import { requireUser } from '@/app/_server/session';
import { csvMark, csvRow } from '@/documents/table/csv';

/** A file of results to begin from: the headings, an approval and a rejection. */
export async function GET(): Promise<Response> {
  await requireUser('/operatore/lotti/esiti', 'operatore', 'responsabile');
  const t = await getTranslations('batches');
  const year = new Date().getFullYear();
  const rows = [
    ['protocollo', 'esito', 'importo', 'codici motivo', 'motivo'],
    [`1/${year}`, 'approvata', '300,00', '', ''],
    [`2/${year}`, 'respinta', '', 'isee-sopra-soglia', t('results.sampleReason')],
  ];
  return csvResponse('esiti-esempio.csv', csvMark + rows.map(csvRow).join(''));
}
