import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ProgrammeTiles } from '@/app/_citizen/ProgrammeTiles';
import { database } from '@/app/_server/database';
import { currentUser, homeOf, type SessionUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Card } from '@/app/_ui/Card';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { activeProgrammes } from '@/db/queries/programmes';
import { calledName } from '@/domain/person-name';
import { ente } from '@/ente';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('home');
  // The layout's template is for the pages below it.
  return { title: `${t('title')} · ${ente.name}` };
}

/** The portal of the Ente: what can be asked for now, how it goes, and the way back to one's own requests. */
export default async function HomePage() {
  const [t, tShops, user, programmes] = await Promise.all([
    getTranslations('home'),
    getTranslations('shopList'),
    currentUser(),
    activeProgrammes(database()),
  ]);
  const canApply = user === null || user.role === 'cittadino';
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead', { ente: ente.name })}</p>
      </PageHead>
      {user && <OwnArea user={user} />}
      <h2>{t('programmes')}</h2>
      {programmes.length === 0 ? (
        <EmptyState title={t('noProgrammes')} icon="calendar">
          <p>{t('noProgrammesText')}</p>
        </EmptyState>
      ) : (
        <ProgrammeTiles programmes={programmes} />
      )}
      <p>
        {tShops('homeText')} <Link href="/esercenti">{tShops('title')}</Link>
      </p>
      {canApply && <Steps visitor={user === null} />}
    </>
  );
}

async function OwnArea({ user }: { user: SessionUser }) {
  const t = await getTranslations('home');
  if (user.role !== 'cittadino') {
    if (homeOf[user.role] === '/') return null;
    return (
      <Actions>
        <ButtonLink href={homeOf[user.role]}>{t('toArea')}</ButtonLink>
      </Actions>
    );
  }
  return (
    <Card>
      <h2>{t('hello', { name: calledName(user.givenName, user.familyName) })}</h2>
      <p>
        {t('yourRequests')} {t('yourRequestsText')}
      </p>
      <ButtonLink href="/domande" look="secondary" icon="list">
        {t('toRequests')}
      </ButtonLink>
    </Card>
  );
}

async function Steps({ visitor }: { visitor: boolean }) {
  const t = await getTranslations('home');
  return (
    <section aria-labelledby="come-funziona">
      <h2 id="come-funziona">{t('howTitle')}</h2>
      <ol className="how-steps">
        {([1, 2, 3] as const).map((step) => (
          <li key={step}>
            <h3>{t(`step${step}Title`)}</h3>
            <p>{t(`step${step}Text`)}</p>
          </li>
        ))}
      </ol>
      {visitor && (
        <Actions>
          <ButtonLink href="/accreditamento" look="secondary">
            {t('accredit')}
          </ButtonLink>
        </Actions>
      )}
    </section>
  );
}
