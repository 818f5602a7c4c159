import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { storedFileResponse } from '@/app/_server/files';
import { problem } from '@/app/_server/problem';
import { currentUser } from '@/app/_server/session';
import { holds } from '@/commands/ticket/reply';
import { ticketByCode, ticketFile } from '@/db/queries/tickets/file';
import { normaliseCode } from '@/domain/code';

type Props = { params: Promise<{ codice: string; file: string }> };

/** A file of a request for help, for who opened it: by the secret of the mail, or signed in. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const [{ codice, file }, user] = await Promise.all([params, currentUser()]);
  const secret = new URL(request.url).searchParams.get('chiave') ?? '';
  const found = await ticketByCode(database(), normaliseCode(codice).slice(0, 40));
  const byUser = found !== null && user !== null && holds({ userId: user.id }, found.ticket);
  if (!found || !validate(file) || (!byUser && !holds({ secret }, found.ticket))) return problem('not-found');
  const content = await ticketFile(database(), found.ticket.id, file);
  return content ? storedFileResponse(request, content) : problem('not-found');
}
