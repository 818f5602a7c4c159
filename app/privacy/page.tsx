import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { currentUser } from '@/app/_server/session';
import { PageHead } from '@/app/_ui/PageHead';
import { ente } from '@/ente';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('legal.privacy'))('title') };
}

/** The privacy notice (art. 13 GDPR) in plain words. */
export default async function PrivacyPage() {
  const [t, user] = await Promise.all([getTranslations('legal.privacy'), currentUser()]);
  // Who works here has no such page.
  const leads = user === null || user.role === 'cittadino';
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <h2>{t('whoTitle')}</h2>
      <p>{t('who', { ente: ente.name, address: ente.address, mail: ente.mail })}</p>
      <h2>{t('whatTitle')}</h2>
      <ul>
        {(['what1', 'what2', 'what3', 'what4', 'what5'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <h2>{t('lawTitle')}</h2>
      <p>{t('law')}</p>
      <h2>{t('seesTitle')}</h2>
      <ul>
        {(['sees1', 'sees2', 'sees3', 'sees4'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <h2>{t('howLongTitle')}</h2>
      <p>{t('howLong')}</p>
      <p>{t('howLongDraft')}</p>
      <h2>{t('cookiesTitle')}</h2>
      <p>{t('cookies')}</p>
      <ul>
        {(['cookie1', 'cookie2', 'cookie3', 'cookie4'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p>{t('device')}</p>
      <h2>{t('rightsTitle')}</h2>
      <p>{t.rich('rights', { own: (page) => (leads ? <Link href="/i-miei-dati">{page}</Link> : page) })}</p>
    </>
  );
}
