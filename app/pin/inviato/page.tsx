import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pin.sent'))('title') };
}

/** What follows the request of a PIN, the same for everybody: who has one is not told here. */
export default async function PinSentPage() {
  const t = await getTranslations('pin.sent');
  return (
    <>
      <PageHead title={t('title')} />
      <Callout tone="success" title={t('check')} role="status">
        <p>{t('text')}</p>
      </Callout>
      <p>{t('missing')}</p>
      <Actions>
        <ButtonLink href="/accedi/pin">{t('enter')}</ButtonLink>
        <ButtonLink href="/accreditamento" look="link">
          {t('enrol')}
        </ButtonLink>
      </Actions>
    </>
  );
}
