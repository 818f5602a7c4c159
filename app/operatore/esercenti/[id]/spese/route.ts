import { notFound } from 'next/navigation';
import { database } from '@/app/_server/database';
import { officeArea } from '@/app/_merchants/area';
import { queryOf } from '@/app/_server/query';
import { askedSpends } from '@/app/_till/asked';
import { spendsFile } from '@/app/_till/spends-file';
import { merchantFile } from '@/db/queries/merchants/file';

/** The spends of a merchant, each with the key it was made with, as a file for the office. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { merchantId } = await officeArea((await params).id, '/spese');
  if (!(await merchantFile(database(), merchantId))) notFound();
  const query = queryOf(request);
  return spendsFile(await askedSpends(query, { merchantId, boundTo: null }));
}
