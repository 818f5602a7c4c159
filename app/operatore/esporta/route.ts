import { Readable } from 'node:stream';
import { getTranslations } from 'next-intl/server';
import { listQuery, sortingOf, typedList, worklistFilters } from '@/app/_office/filters';
import { database } from '@/app/_server/database';
import { problem, refusalProblem } from '@/app/_server/problem';
import { queryOf, valueOf } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { beginExport, endExport } from '@/commands/office/export';
import { officeStaff } from '@/db/queries/office';
import { exportRows, type ExportedRow } from '@/db/queries/worklist/export';
import { csv } from '@/documents/table/csv';
import { xlsx } from '@/documents/table/xlsx';
import { civilDate } from '@/domain/calendar';
import { officeRoles } from '@/domain/roles';
import { cellsOf, columns } from './columns';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The filtered list as a file for the next office, sent while it is read: of any size. */
export async function GET(request: Request): Promise<Response> {
  const user = await requireUser('/operatore', ...officeRoles);
  const query = queryOf(request);
  const format = valueOf(query, 'formato') || 'csv';
  if (format !== 'csv' && format !== 'xlsx') return problem('invalid');
  const list = typedList(query);
  const db = database();
  const begun = await beginExport(db, actorOf(user), { format, query: listQuery(list) });
  if (!begun.ok) return refusalProblem(begun.error);
  const { exportId } = begun.value;
  const filters = worklistFilters(list, { me: user.id, staff: await officeStaff(db) });
  const t = await getTranslations('worklist.export');
  const table = {
    name: t('title'),
    headers: columns.map((name) => t(name)),
    rows: logged(exportRows(db, filters, sortingOf(list)), (rows, whole) =>
      endExport(db, { exportId, rows, whole }),
    ),
  };
  const file = format === 'csv' ? Readable.from(csv(table), { objectMode: false }) : xlsx(table);
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      'Content-Type': mediaTypes[format],
      'Content-Disposition': `attachment; filename="domande-${civilDate(new Date())}.${format}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/** Rows as cells, counted; what came of it is told once, also when the reader went away. */
async function* logged(
  batches: AsyncIterable<ExportedRow[]>,
  tell: (rows: number, whole: boolean) => Promise<void>,
) {
  let [rows, whole] = [0, false];
  try {
    for await (const batch of batches) {
      yield batch.map(cellsOf);
      rows += batch.length;
    }
    whole = true;
  } finally {
    await tell(rows, whole);
  }
}
