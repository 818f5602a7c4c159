import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { requireChoosing } from '@/app/_access/half';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { safeReturn } from '@/app/_server/session';
import { signOut } from '@/app/_server/sign-out';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { secondFactorsOf } from '@/db/queries/second-factors';
import { signInAgain } from './actions';
import { AppPart, CodesPart, PasskeysPart } from './parts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownAccess.factors'))('title') };
}

/** The second factor: chosen at the first entry by whoever needs one, and looked after later. */
export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, tOwn, query] = await Promise.all([
    getTranslations('ownAccess.factors'),
    getTranslations('ownAccess'),
    searchParams,
  ]);
  const wanted = safeReturn(valueOf(query, 'ritorno'), '');
  const { user, forced } = await requireChoosing('/accesso/secondo-passaggio');
  if (!forced && user.mustChangePassword) redirect('/cambia-password');
  const factors = await secondFactorsOf(database(), user.id);
  return (
    <>
      {!forced && <Breadcrumb items={[{ href: '/accesso', label: tOwn('title') }]} current={t('title')} />}
      <PageHead title={t('title')}>
        <p>{forced ? t('forced') : t('lead')}</p>
      </PageHead>
      {query.fatto !== undefined && <Callout tone="success" title={t('done')} role="status" />}
      {forced || user.session.fresh ? (
        <>
          <AppPart factors={factors} wanted={wanted} />
          <PasskeysPart factors={factors} wanted={wanted} />
          {user.enrolled && <CodesPart factors={factors} />}
        </>
      ) : (
        <form action={signInAgain} className="access-part">
          <p>{t('again')}</p>
          <SubmitButton>{t('signInAgain')}</SubmitButton>
        </form>
      )}
      {forced ? (
        <form action={signOut}>
          <SubmitButton look="link">{t('leave')}</SubmitButton>
        </form>
      ) : (
        <p>
          <Link href="/accesso">{t('back')}</Link>
        </p>
      )}
    </>
  );
}
