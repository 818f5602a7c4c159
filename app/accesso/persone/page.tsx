import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { peopleWithSecondFactor } from '@/db/queries/accesses';
import { fullName } from '@/domain/person-name';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownAccess.people'))('title') };
}

/** Who has a second factor: for whoever takes it from somebody who lost theirs. */
export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, tOwn, query] = await Promise.all([
    getTranslations('ownAccess.people'),
    getTranslations('ownAccess'),
    searchParams,
    requireUser('/accesso/persone', 'responsabile', 'amministratore'),
  ]);
  const people = await peopleWithSecondFactor(database());
  return (
    <>
      <Breadcrumb items={[{ href: '/accesso', label: tOwn('title') }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {query.fatto !== undefined && <Callout tone="success" title={t('done')} role="status" />}
      {people.length === 0 ? (
        <EmptyState title={t('nobody')} />
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          columns={[
            {
              key: 'name',
              header: t('name'),
              rowHeader: true,
              cell: ({ id, givenName, familyName }) => (
                <Link href={`/accesso/persone/${id}`}>{fullName(givenName, familyName)}</Link>
              ),
            },
            {
              key: 'username',
              header: tOwn('username'),
              cell: ({ username }) => <span className="code">{username}</span>,
            },
            { key: 'role', header: t('role'), cell: ({ role }) => t(`roles.${role}`) },
          ]}
          rows={people}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}
