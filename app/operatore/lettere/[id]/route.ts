import { notFound } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { pdfResponse } from '@/app/_server/pdf-response';
import { actorOf, requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { printLetter } from '@/commands/pin/letter';
import { officeRoles } from '@/domain/roles';

/** The letter with the second part of a PIN, for the office to print; once posted it does not exist any more. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  if (!validate(id)) notFound();
  const user = await requireUser('/operatore/lettere', ...officeRoles);
  await viewed(user, 'pin-letter', id);
  const printed = await printLetter(database(), actorOf(user), id);
  if (!printed.ok) notFound();
  return pdfResponse({
    name: 'pin-seconda-parte.pdf',
    mediaType: 'application/pdf',
    bytes: printed.value.content,
  });
}
