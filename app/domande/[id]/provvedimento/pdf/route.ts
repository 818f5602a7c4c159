import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { pdfResponse } from '@/app/_server/pdf-response';
import { actorOf, requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { applicationFile } from '@/db/queries/application-file';
import { relationTo } from '@/db/queries/relation';
import { letterOf } from '@/db/queries/letter';
import { toLanguage } from '@/documents/language';
import { writeLetter } from '@/documents/letter';
import { may } from '@/domain/permissions';
import { ente } from '@/ente';
import { environment } from '@/env';

/** The letter of an application's last decision, for its citizen and for the office; to others it does not exist. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  if (!validate(id)) notFound();
  const user = await requireUser(`/domande/${id}/provvedimento/pdf`);
  const file = await applicationFile(database(), id);
  if (!file) notFound();
  const own = (await relationTo(database(), actorOf(user), file.application)) === 'own';
  if (!may(actorOf(user), 'application.read', own)) notFound();
  const letter = await letterOf(database(), id);
  if (!letter) notFound();
  if (!own) await viewed(user, 'letter', id);
  const sender = { letterhead: ente, url: environment().APP_URL };
  return pdfResponse(await writeLetter(letter, sender, toLanguage(await getLocale())));
}
