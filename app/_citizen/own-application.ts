import { notFound } from 'next/navigation';
import { cache } from 'react';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { citizenApplication, type ApplicationFile } from '@/db/queries/application-file';

/**
 * The signed-in citizen's own application, for a page at `/domande/{id}` and below. Somebody else's, and what cannot
 * be an id, leads to the same "not found".
 */
export const ownApplication = cache(async (id: string, below = ''): Promise<ApplicationFile> => {
  if (!validate(id)) notFound();
  const user = await requireUser(`/domande/${id}${below}`, 'cittadino');
  return (await citizenApplication(database(), user.id, id)) ?? notFound();
});
