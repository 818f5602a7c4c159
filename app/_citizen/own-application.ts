import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { actorOf, homeOf, requireUser, type SessionUser } from '@/app/_server/session';
import { filedApplication, type ApplicationFile } from '@/db/queries/application-file';
import { inOtherHands } from '@/domain/application/relation';
import { filingRoles } from '@/domain/roles';

/**
 * An application for a page at `/domande/{id}` and below: its citizen's own, or one that is in the hands of whoever
 * compiles it for them. Somebody else's, and what cannot be an id, leads to the same "not found"; one that an operator or
 * an intermediary has no more in hand leads to where they are told why.
 */
export const ownApplication = cache(async (id: string, below = ''): Promise<ApplicationFile> => {
  if (!validate(id)) notFound();
  const user = await requireUser(`/domande/${id}${below}`, ...filingRoles);
  const found = await filedApplication(database(), actorOf(user), id);
  if (!found) notFound();
  const { file, relation } = found;
  if (relation !== 'own') redirect(`${homeOf[user.role]}?esito=${relation}`);
  if (user.role === 'cittadino') leadCitizen(user, file, below);
  else if (!forOthers.test(below)) notFound();
  return file;
});

/** What there is of an application for who compiles it for somebody else: nothing of its voucher, nothing to answer or rate. */
const forOthers = /^(?:$|\/(?:sezioni|allegati|riepilogo|ricevuta|domanda)(?:\/|$))/;

/** What is beyond a citizen just now leads to where they are told why. */
function leadCitizen({ level }: SessionUser, { application }: ApplicationFile, below: string): void {
  const draft = application.status === 'bozza';
  if (draft && below !== '' && inOtherHands(application)) redirect(`/domande/${application.id}`);
  if (level === 'simplified' && /^\/(?:risposta|rendiconto)/.test(below)) redirect('/pin/il-mio');
}
