import { listFile } from '@/app/_control/list-file';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { uuid } from '@/app/api/v1/uuid';
import { entriesOf, sampleOf } from '@/db/queries/control/samples';
import { writeList } from '@/domain/control/sample';
import { notFound } from 'next/navigation';

/** The list that a sample is drawn from, letter by letter as its digest is of. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = uuid((await params).id);
  await requireUser(`/operatore/controlli/campioni/${id}`, 'operatore', 'responsabile');
  if (!(await sampleOf(database(), id))) notFound();
  const entries = await entriesOf(database(), id);
  return new Response(writeList(entries.map(({ registration }) => registration)), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${listFile}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
