import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { budgetHref } from '@/app/_budget/address';
import { programmeOf } from '@/app/_budget/facts';
import { DrawNote } from '@/app/_open/DrawNote';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { waitingTotals } from '@/db/queries/budget';
import { drawOf } from '@/db/queries/draws';
import { waitingRows, type WaitingRow } from '@/db/queries/waiting-list';
import { writeRegistration } from '@/domain/application/registration';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budget'))('waitingList') };
}

/** Who waits for a programme's fund, in the order in which they will be served. */
export default async function WaitingListPage({ params, searchParams }: Props) {
  const { id } = await params;
  const user = await requireUser(budgetHref(id, '/lista'), 'operatore', 'responsabile');
  const [t, query, programme] = await Promise.all([getTranslations('budget'), searchParams, programmeOf(id)]);
  await viewed(user, 'waiting-list', programme.id);
  const typed = valueOf(query, 'da');
  const skip = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  const db = database();
  const [rows, totals, draw] = await Promise.all([
    waitingRows(db, programme.id, skip, pageSize),
    waitingTotals(db, programme.id),
    drawOf(db, programme.id),
  ]);
  const numbered = rows.map((row, index) => ({ ...row, place: skip + index + 1 }));
  const href = (from: number): string => budgetHref(programme.id, from > 0 ? `/lista?da=${from}` : '/lista');
  const columns: Column<WaitingRow & { place: number }>[] = [
    { key: 'place', header: t('list.place'), number: true, cell: ({ place }) => place },
    {
      key: 'application',
      header: t('movements.application'),
      rowHeader: true,
      cell: ({ applicationId, registration }) => (
        <Link href={`/operatore/domande/${applicationId}`} prefetch={false}>
          {writeRegistration(registration)}
        </Link>
      ),
    },
    {
      key: 'name',
      header: t('list.name'),
      cell: ({ familyName, givenName }) => `${familyName ?? ''} ${givenName ?? ''}`,
    },
    {
      key: 'since',
      header: t('list.since'),
      cell: ({ joinedAt }) => <DateTime at={joinedAt} precision="day" />,
    },
    {
      key: 'amount',
      header: t('tables.amount'),
      number: true,
      cell: ({ amountCents }) => <Amount cents={amountCents} />,
    },
  ];
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('title'), href: '/operatore/bilancio' },
          { label: programme.name, href: budgetHref(programme.id) },
        ]}
        current={t('waitingList')}
      />
      <PageHead title={t('waitingList')}>
        <p>{t('list.lead')}</p>
        {draw && <DrawNote slug={programme.slug} draw={draw} waits />}
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('nobodyWaits')} />
      ) : (
        <DataTable
          caption={t('waitingList')}
          captionHidden
          columns={columns}
          rows={numbered}
          rowKey={({ applicationId }) => applicationId}
        />
      )}
      <Pagination
        {...(skip > 0 && { previousHref: href(Math.max(skip - pageSize, 0)) })}
        {...(skip + rows.length < totals.applications &&
          rows.length > 0 && { nextHref: href(skip + pageSize) })}
      />
    </>
  );
}
