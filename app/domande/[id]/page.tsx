import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { valueOf, type Query } from '@/app/_server/query';
import { currentUser, homeOf } from '@/app/_server/session';
import { inOtherHands } from '@/domain/application/relation';
import { Draft } from './_draft/Draft';
import { InOtherHands } from './_draft/InOtherHands';
import { Sent } from './_sent/Sent';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { programme } = await ownApplication((await params).id);
  const t = await getTranslations('citizen.draft');
  return { title: t('pageTitle', { programme: programme.name }) };
}

/** An application: what there is to do while it is a draft, then its state, locked, for as long as it lives. */
export default async function ApplicationPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const [file, user] = await Promise.all([ownApplication(id), currentUser()]);
  const citizen = user?.role === 'cittadino';
  if (citizen && file.application.status === 'bozza' && inOtherHands(file.application)) {
    return <InOtherHands file={file} />;
  }
  if (file.application.status === 'bozza') return <Draft file={file} />;
  if (!citizen) redirect(file.registration ? `/domande/${id}/ricevuta` : homeOf[user?.role ?? 'cittadino']);
  return <Sent file={file} tooLate={query.tardi !== undefined} done={valueOf(query, 'fatto')} />;
}
