import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { sessionsOf } from '@/db/queries/session';
import { may } from '@/domain/permissions';
import { endAll, endOne } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownAccess'))('title') };
}

/** One's own access: password, second factor, and where one is signed in. */
export default async function OwnAccessPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, user, query] = await Promise.all([
    getTranslations('ownAccess'),
    requireUser('/accesso'),
    searchParams,
  ]);
  const sessions = await sessionsOf(database(), user.id);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {query.chiuso !== undefined && <Callout tone="success" title={t('ended')} role="status" />}
      <SummaryList
        items={[
          { label: t('username'), value: <span className="code">{user.username}</span> },
          { label: t('password'), value: <Link href="/cambia-password">{t('changePassword')}</Link> },
          {
            label: t('secondFactor'),
            value: (
              <Link href="/accesso/secondo-passaggio">
                {user.enrolled ? t('secondFactorOn') : t('secondFactorOff')}
              </Link>
            ),
          },
          ...(user.role === 'cittadino'
            ? [{ label: t('pin'), value: <Link href="/pin/il-mio">{t('pinLink')}</Link> }]
            : []),
        ]}
      />
      <section className="access-part" aria-labelledby="dispositivi">
        <h2 id="dispositivi">{t('devices')}</h2>
        <p>{t('devicesText')}</p>
        <ul className="access-list">
          {sessions.map(({ id, method, startedAt, lastSeenAt, network, device }, index) => (
            <li key={id} className="access-row">
              <p>
                <strong>{device ?? t('unknownDevice')}</strong>
                {id === user.session.id && ` (${t('thisDevice')})`}
                <br />
                {t(`methods.${method}`)}, <DateTime at={startedAt} precision="minute" />
                <br />
                {t('lastSeen')} <DateTime at={lastSeenAt} precision="minute" />
                {network !== null && `, ${t('network', { network })}`}
              </p>
              {id !== user.session.id && (
                <Form action={endOne} id={`sessione-${index}`}>
                  <input type="hidden" name="session" value={id} />
                  <SubmitButton look="secondary">
                    {t('end')}
                    <span className="visually-hidden"> {device ?? t('unknownDevice')}</span>
                  </SubmitButton>
                </Form>
              )}
            </li>
          ))}
        </ul>
        <Form action={endAll} id="tutti">
          <SubmitButton look="danger" icon="logout">
            {t('endAll')}
          </SubmitButton>
        </Form>
      </section>
      {may(actorOf(user), 'second-factor.reset', false) && (
        <section className="access-part" aria-labelledby="altri">
          <h2 id="altri">{t('others')}</h2>
          <p>{t('othersText')}</p>
          <ButtonLink href="/accesso/persone" look="secondary">
            {t('othersLink')}
          </ButtonLink>
        </section>
      )}
    </>
  );
}
