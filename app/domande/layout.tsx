import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentUser } from '@/app/_server/session';
import { Callout } from '@/app/_ui/Callout';

/** In the simplified mode every page of applications says what cannot be done in it, and how to complete it. */
export default async function ApplicationsLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  return (
    <>
      {user?.level === 'simplified' && <SimplifiedMode />}
      {children}
    </>
  );
}

async function SimplifiedMode() {
  const t = await getTranslations('pin.simplified');
  return (
    <Callout title={t('title')}>
      <p>{t('may')}</p>
      <p>{t('mayNot')}</p>
      <p>
        <Link href="/pin/il-mio">{t('complete')}</Link>
      </p>
    </Callout>
  );
}
