import { notFound } from 'next/navigation';
import { budgetHref } from '@/app/_budget/address';
import { budgetFacts } from '@/app/_budget/facts';
import { chartTable, tableNames } from '@/app/_budget/tables';
import { csvResponse } from '@/app/_server/csv-response';
import { requireUser } from '@/app/_server/session';
import { csvLines } from '@/documents/table/csv';

type Props = { params: Promise<{ id: string; tabella: string }> };

/** The figures of a chart as a file. */
export async function GET(_: Request, { params }: Props): Promise<Response> {
  const { id, tabella } = await params;
  await requireUser(budgetHref(id), 'operatore', 'responsabile');
  const name = tableNames.find((each) => each === tabella) ?? notFound();
  const facts = await budgetFacts(id);
  const { header, rows } = await chartTable(name, facts);
  return csvResponse(`${facts.programme.slug}-${name}.csv`, csvLines([header, ...rows]));
}
