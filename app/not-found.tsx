import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentUser } from '@/app/_server/session';
import { Actions } from './_ui/Actions';
import { ButtonLink } from './_ui/ButtonLink';
import { PageHead } from './_ui/PageHead';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notFound'))('title') };
}

/** An address that leads nowhere, or to something that is not for who asks: the two look the same on purpose. */
export default async function NotFound() {
  const [t, kit, user] = await Promise.all([
    getTranslations('notFound'),
    getTranslations('kit'),
    currentUser(),
  ]);
  return (
    <div className="error-page">
      <PageHead title={t('title')}>
        <p>{t('text')}</p>
        {user === null && <p>{t('signIn')}</p>}
      </PageHead>
      <Actions>
        <ButtonLink href="/">{kit('goHome')}</ButtonLink>
        <ButtonLink href="/assistenza" look="secondary">
          {kit('askSupport')}
        </ButtonLink>
      </Actions>
    </div>
  );
}
