import { notFound } from 'next/navigation';
import { budgetHref } from '@/app/_budget/address';
import { csvFile } from '@/app/_budget/csv';
import { budgetFacts } from '@/app/_budget/facts';
import { chartTable, tableNames } from '@/app/_budget/tables';
import { requireUser } from '@/app/_server/session';

type Props = { params: Promise<{ id: string; tabella: string }> };

/** The figures of a chart as a file. */
export async function GET(_: Request, { params }: Props): Promise<Response> {
  const { id, tabella } = await params;
  await requireUser(budgetHref(id), 'operatore', 'responsabile');
  const name = tableNames.find((each) => each === tabella) ?? notFound();
  const facts = await budgetFacts(id);
  const { header, rows } = await chartTable(name, facts);
  return csvFile(`${facts.programme.slug}-${name}`, [header, ...rows]);
}
