import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { sentToCookie } from '../sent-to';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.accredit'))('sentTitle') };
}

/** Where the codes were sent and what comes next; reloading it sends nothing again. */
export default async function AccreditationSentPage() {
  const [t, tSignIn, jar] = await Promise.all([
    getTranslations('access.accredit'),
    getTranslations('access.signIn'),
    cookies(),
  ]);
  const email = jar.get(sentToCookie.name)?.value;
  return (
    <>
      <PageHead title={t('sentTitle')} />
      <Callout tone="success" title={email ? t('sentTo', { email }) : t('sentToYou')} role="status">
        <p>{t('sentText')}</p>
      </Callout>
      <p>{t('sentMissing')}</p>
      <Actions>
        <ButtonLink href="/accedi">{tSignIn('title')}</ButtonLink>
      </Actions>
    </>
  );
}
