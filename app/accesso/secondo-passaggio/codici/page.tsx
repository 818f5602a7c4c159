import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { requireChoosing } from '@/app/_access/half';
import { SecretForm } from '@/app/_merchants/SecretForm';
import { valueOf, type Query } from '@/app/_server/query';
import { homeOf, safeReturn } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { newCodes } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownAccess.codes'))('title') };
}

/** Recovery codes, made and shown when the button is pressed, and never again. */
export default async function CodesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, query] = await Promise.all([getTranslations('ownAccess.codes'), searchParams]);
  const { user, forced } = await requireChoosing('/accesso/secondo-passaggio/codici');
  if (forced || !user.enrolled || !user.session.fresh) redirect('/accesso/secondo-passaggio');
  const href = safeReturn(valueOf(query, 'ritorno'), homeOf[user.role]);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <SecretForm action={newCodes} id="codici" onwards={{ href, label: t('onwards') }}>
        <p>{t('text')}</p>
        <Actions>
          <SubmitButton>{t('show')}</SubmitButton>
        </Actions>
      </SecretForm>
    </>
  );
}
