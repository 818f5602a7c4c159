import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { statementOf } from '@/db/queries/statement';
import { csvMark, csvRow } from '@/documents/table/csv';
import { writeMoment } from '@/domain/calendar';
import { placeOf } from '@/domain/voucher/statement';

/** The statement of the citizen's own voucher as `rendiconto-11625-2021.csv`: the same lines as on the page. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { registration, voucher } = await ownApplication((await params).id, '/rendiconto/csv');
  if (!voucher || !registration) notFound();
  const [t, lines] = await Promise.all([
    getTranslations('citizen.statement'),
    statementOf(database(), voucher.id),
  ]);
  const head = [t('date'), t('movement'), t('shop'), t('amount'), t('balance')];
  const rows = lines.map((line) => [
    writeMoment(line.at),
    line.voidedAt === null
      ? t(line.kind)
      : `${t(line.kind)} · ${t('voided', { moment: writeMoment(line.voidedAt).slice(0, 16) })}`,
    placeOf(line),
    { cents: line.amountCents },
    { cents: line.balanceCents },
  ]);
  const name = `rendiconto-${registration.number}-${registration.year}.csv`;
  return csvResponse(name, csvMark + [head, ...rows].map((row) => csvRow(row)).join(''));
}
