import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHead } from '@/app/_ui/PageHead';

const onward = '/accedi/identita/esci';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity.leaving'))('title') };
}

/**
 * Between our "Uscita" and the gateway's. A page and not a redirect: browsers hold a form's redirects to the policy on
 * where forms may lead, which names this site alone.
 */
export default async function LeavingPage() {
  const t = await getTranslations('identity.leaving');
  return (
    <>
      <meta httpEquiv="refresh" content={`0;url=${onward}`} />
      <PageHead title={t('title')}>
        <p>{t('text')}</p>
      </PageHead>
      <p>
        <a href={onward}>{t('go')}</a>
      </p>
    </>
  );
}
