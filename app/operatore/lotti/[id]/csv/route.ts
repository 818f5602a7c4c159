import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { csvResponse } from '@/app/_server/csv-response';
import { rowReasons } from '@/app/_batch/words';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { uuid } from '@/app/api/v1/uuid';
import { csvMark, csvRow } from '@/documents/table/csv';
import { batchFile, batchRowsFrom, type ListedRow } from '@/db/queries/batches';
import { rowStates } from '@/domain/batch/row';
import { formatEuro } from '@/domain/money';

const slice = 500;

/** What came of each row of a batch, streamed: any number of rows takes the same memory. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = uuid((await params).id);
  const user = await requireUser(`/operatore/lotti/${id}`, 'operatore', 'responsabile');
  const batch = await batchFile(database(), id);
  if (!batch || (batch.confirmedAt === null && batch.requestedBy !== user.id)) notFound();
  await viewed(user, 'batch', id);
  return csvResponse(`lotto-${id.slice(0, 8)}.csv`, linesOf(id, await writerOfRows()));
}

async function* linesOf(
  batchId: string,
  { head, write }: Awaited<ReturnType<typeof writerOfRows>>,
): AsyncGenerator<string> {
  yield csvMark + head;
  let after: number | null = 0;
  while (after !== null) {
    const rows: ListedRow[] = await batchRowsFrom(database(), batchId, {
      states: rowStates,
      after,
      limit: slice,
    });
    const lines = await Promise.all(rows.map(write));
    yield lines.join('');
    after = rows.length < slice ? null : (rows.at(-1)?.position ?? null);
  }
}

async function writerOfRows() {
  const [t, tStatus, reasonOf] = await Promise.all([
    getTranslations('batches.rows'),
    getTranslations('status'),
    rowReasons(),
  ]);
  const head = csvRow([
    t('line'),
    t('registration'),
    t('name'),
    t('task'),
    t('amount'),
    t('outcome'),
    t('why'),
    t('status'),
  ]);
  const write = async ({ line, label, familyName, givenName, task, state, refusal, result }: ListedRow) =>
    csvRow([
      line ?? '',
      label,
      [familyName, givenName].filter(Boolean).join(' '),
      task ? t(`acts.${task.act}`) : '',
      task?.act === 'approva' ? formatEuro(task.amountCents) : '',
      t(`states.${state}`),
      refusal ? await reasonOf(refusal) : '',
      result ? (result.phase ?? tStatus(result.status)) : '',
    ]);
  return { head, write };
}
