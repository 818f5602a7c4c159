import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { storedFileResponse } from '@/app/_server/files';
import { problem } from '@/app/_server/problem';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { ticketByCode, ticketFile } from '@/db/queries/tickets/file';
import { normaliseCode } from '@/domain/code';
import { deskRoles } from '@/domain/roles';

type Props = { params: Promise<{ codice: string; file: string }> };

/** A file of a request for help, for the desk. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { codice, file } = await params;
  const code = normaliseCode(codice).slice(0, 40);
  const user = await requireUser(`/supporto/${code}`, ...deskRoles);
  const found = validate(file) ? await ticketByCode(database(), code) : null;
  const content = found && (await ticketFile(database(), found.ticket.id, file));
  if (!content) return problem('not-found');
  await viewed(user, 'ticket-file', found.ticket.id);
  return storedFileResponse(request, content);
}
