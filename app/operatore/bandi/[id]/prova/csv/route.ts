import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { rehearsalPath } from '@/app/_rehearsal/asked';
import { askedRehearsal, outcomeOf } from '@/app/_rehearsal/outcome';
import { cellOf, differenceOf, partRows, summaryRows } from '@/app/_rehearsal/rows';
import { csvResponse } from '@/app/_server/csv-response';
import { queryOf } from '@/app/_server/query';
import { viewed } from '@/app/_server/viewed';
import { csvMark, csvRow } from '@/documents/table/csv';
import { changes } from '@/domain/programme/rehearsal/comparison';

/** The figures of a rehearsal as a file; where there are none, the page says why. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const [{ file, asked, rules, otherRules }, t] = await Promise.all([
    askedRehearsal(id, queryOf(request)),
    getTranslations('rehearsal'),
  ]);
  if (!rules || asked.faults.length > 0) redirect(rehearsalPath(id, asked));
  if (asked.past !== null) await viewed(file.user, 'rehearsal', asked.past);
  const outcome = await outcomeOf(rules, otherRules, asked, file.now);
  if (outcome.kind !== 'figures') redirect(rehearsalPath(id, asked));
  const { other } = outcome;
  const hidden = t('hidden');
  const rows = [...(await summaryRows(outcome)), ...(await partRows(outcome))].map((row) => [
    row.label,
    cellOf(row.unit, row.draft, hidden),
    ...(other
      ? [cellOf(row.unit, row.other, hidden), cellOf(row.unit, differenceOf(row) ?? undefined, hidden)]
      : []),
  ]);
  const changed = changes.flatMap((change) =>
    other ? [[t(`changes.${change}`), cellOf('households', other.changes[change], hidden)]] : [],
  );
  const header = [
    t('columns.figure'),
    t('columns.draft'),
    ...(other ? [t('columns.other'), t('columns.difference')] : []),
  ];
  return csvResponse('prova-generale.csv', csvMark + [header, ...rows, ...changed].map(csvRow).join(''));
}
