import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { uuid } from '@/app/api/v1/uuid';
import { entriesOf, sampleOf } from '@/db/queries/control/samples';
import { csvLines } from '@/documents/table/csv';
import { sampleSize } from '@/domain/control/sample';
import { drawn, ticketOf } from '@/domain/draw';

/** Every ticket of a draw in its order, who was drawn and who was not. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = uuid((await params).id);
  await requireUser(`/operatore/controlli/campioni/${id}`, 'operatore', 'responsabile');
  const found = await sampleOf(database(), id);
  if (!found) notFound();
  const { secret, publicNumber, listed, percent } = found.sample;
  if (secret === null || publicNumber === null) notFound();
  const [t, entries] = await Promise.all([getTranslations('samples'), entriesOf(database(), id)]);
  const seed = { secret, publicNumber };
  const headers = (['place', 'registration', 'ticket', 'taken'] as const).map((column) =>
    t(`columns.${column}`),
  );
  const order = drawn(
    'controllo',
    seed,
    entries.map(({ registration }) => registration),
  );
  const rows = order.map((registration, index) => [
    String(index + 1),
    registration,
    ticketOf('controllo', seed, registration),
    index < sampleSize(listed, percent) ? t('yes') : t('no'),
  ]);
  return csvResponse('biglietti.csv', csvLines([headers, ...rows]));
}
