import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { privately, problem } from '@/app/_server/problem';
import { requireUser } from '@/app/_server/session';
import { ownArchive } from '@/db/queries/own-data/requests';

/** The copy of their data a person asked for; somebody else's, or one whose time is over, is not there. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const user = await requireUser('/i-miei-dati', 'cittadino');
  const bytes = validate(id) ? await ownArchive(database(), user.id, id) : null;
  if (!bytes) return problem('not-found');
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...privately,
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="i-miei-dati.zip"',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
