import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PageHead } from '@/app/_ui/PageHead';
import { ente } from '@/ente';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('legal.accessibility'))('title') };
}

/** What the service promises on accessibility, and what it does not know yet. */
export default async function AccessibilityPage() {
  const t = await getTranslations('legal.accessibility');
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead', { ente: ente.name })}</p>
      </PageHead>
      <h2>{t('stateTitle')}</h2>
      <p>{t('state')}</p>
      <h2>{t('howTitle')}</h2>
      <ul>
        <li>{t('how1')}</li>
        <li>{t('how2')}</li>
        <li>{t('how3')}</li>
      </ul>
      <h2>{t('limitsTitle')}</h2>
      <ul>
        <li>{t('limits1')}</li>
        <li>{t('limits2')}</li>
        <li>{t('limits3')}</li>
      </ul>
      <h2>{t('tellTitle')}</h2>
      <p>
        {t('tell')} <Link href="/assistenza">{t('tellLink')}</Link>
      </p>
      <p>
        <a href={`mailto:${ente.mail}`}>{ente.mail}</a>
      </p>
      <p>{t('defender')}</p>
    </>
  );
}
