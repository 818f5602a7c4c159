import { getTranslations } from 'next-intl/server';
import { currentUser } from '@/app/_server/session';
import type { ApplicationFile } from '@/db/queries/application-file';

/** The step of the breadcrumb above an application: the citizen's list, the operator's call, the intermediary's client. */
export async function listCrumb({
  callId,
  mandateId,
}: ApplicationFile['application']): Promise<{ label: string; href: string }> {
  const [t, tFiling, user] = await Promise.all([
    getTranslations('citizen'),
    getTranslations('filing'),
    currentUser(),
  ]);
  if (user?.role === 'contactcenter') return { label: tFiling('call'), href: `/contact-center/${callId}` };
  if (user?.role === 'intermediario')
    return { label: tFiling('client'), href: `/intermediario/${mandateId}` };
  return { label: t('list.title'), href: '/domande' };
}
