import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { statusWord } from '@/app/_own-data/words';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { requestsToDecide, type RequestToDecide } from '@/db/queries/own-data/requests';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownData.office'))('title') };
}

/** What people ask about their own data and the office has to answer, by its term. */
export default async function OwnDataRequestsPage() {
  const user = await requireUser('/operatore/dati-personali', 'responsabile');
  await viewed(user, 'own-data', null);
  const [t, rows] = await Promise.all([getTranslations('ownData'), requestsToDecide(database())]);
  const columns: Column<RequestToDecide>[] = [
    {
      key: 'who',
      header: t('office.who'),
      rowHeader: true,
      cell: ({ id, givenName, familyName }) => (
        <Link href={`/operatore/dati-personali/${id}`} prefetch={false}>
          {familyName} {givenName}
        </Link>
      ),
    },
    { key: 'kind', header: t('office.kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
    { key: 'asked', header: t('askedAt'), cell: ({ askedAt }) => <DateTime at={askedAt} precision="day" /> },
    { key: 'by', header: t('answerBy'), cell: ({ answerBy }) => <DateTime at={answerBy} precision="day" /> },
    {
      key: 'state',
      header: t('state'),
      cell: ({ status, outcome }) =>
        [t(`statuses.${statusWord[status]}`), outcome && t(`outcomes.${outcome}`)]
          .filter(Boolean)
          .join(' · '),
    },
  ];
  return (
    <>
      <PageHead title={t('office.title')}>
        <p>{t('office.lead')}</p>
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('office.empty')} icon="check-circle" />
      ) : (
        <DataTable
          caption={t('office.title')}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}
