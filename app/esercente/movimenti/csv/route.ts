import { notFound } from 'next/navigation';
import { queryOf } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { askedSpends } from '@/app/_till/asked';
import { tillPlace } from '@/app/_till/place';
import { spendsFile } from '@/app/_till/spends-file';
import { merchantRoles } from '@/domain/roles';

/** The spends of the movements' page, all of its pages, as a file for spreadsheets. */
export async function GET(request: Request): Promise<Response> {
  const place = await tillPlace(await requireUser('/esercente/movimenti', ...merchantRoles));
  if (!place) notFound();
  return spendsFile(await askedSpends(queryOf(request), place));
}
