import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { ente } from '@/ente';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shopList'))('join.sentTitle') };
}

/** That the application arrived, and what happens now. It names nobody, so that anybody may see it. */
export default async function JoinedPage() {
  const t = await getTranslations('shopList');
  return (
    <>
      <PageHead title={t('join.sentTitle')} />
      <Callout tone="success" role="status" title={t('join.sentText')}>
        <p>{t('join.sentNext', { phone: ente.phone })}</p>
      </Callout>
      <ButtonLink href="/esercenti" look="secondary">
        {t('title')}
      </ButtonLink>
    </>
  );
}
