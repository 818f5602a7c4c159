import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.recover'))('sentTitle') };
}

/** The same for every username, so that nobody learns which exist. */
export default async function RecoverySentPage() {
  const t = await getTranslations('access.recover');
  return (
    <>
      <PageHead title={t('sentTitle')} />
      <Callout title={t('sentText')} role="status" />
      <Actions>
        <ButtonLink href="/accedi">{t('toSignIn')}</ButtonLink>
      </Actions>
    </>
  );
}
