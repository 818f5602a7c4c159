import { reportTable } from '@/app/_help/report-table';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { serviceReport } from '@/db/queries/tickets/report';
import { csvLines } from '@/documents/table/csv';
import { deskRoles } from '@/domain/roles';
import { reportMonths } from '../months';

/** The figures of the report as a file. */
export async function GET(): Promise<Response> {
  await requireUser('/supporto/rapporto', ...deskRoles);
  const { header, rows } = await reportTable(await serviceReport(database(), reportMonths));
  return csvResponse('rapporto-assistenza.csv', csvLines([header, ...rows]));
}
