import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { validate } from 'uuid';
import { budgetHref, movementsHref } from '@/app/_budget/address';
import { programmeOf } from '@/app/_budget/facts';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { movementsOf, type Movement } from '@/db/queries/movements';
import { writeRegistration } from '@/domain/application/registration';
import { transferKinds, type TransferKind } from '@/domain/ledger';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

const pageSize = 50;
const kinds = Object.keys(transferKinds) as TransferKind[];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budget'))('movements.title') };
}

/** The movements of a programme's money, newest first. */
export default async function MovementsPage({ params, searchParams }: Props) {
  const { id } = await params;
  await requireUser(budgetHref(id, '/movimenti'), 'operatore', 'responsabile');
  const [t, query, programme] = await Promise.all([getTranslations('budget'), searchParams, programmeOf(id)]);
  const kind = kinds.find((each) => each === valueOf(query, 'tipo'));
  const key = valueOf(query, 'dopo');
  const after = validate(key) ? key : undefined;
  const found = await movementsOf(database(), programme.id, { kind, after, limit: pageSize + 1 });
  const rows = found.slice(0, pageSize);
  const last = found.length > pageSize ? rows.at(-1)?.id : undefined;
  const columns: Column<Movement>[] = [
    { key: 'at', header: t('movements.at'), cell: ({ at }) => <DateTime at={at} precision="minute" /> },
    { key: 'kind', header: t('movements.kind'), rowHeader: true, cell: (row) => t(`kinds.${row.kind}`) },
    { key: 'application', header: t('movements.application'), cell: applicationCell },
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
        current={t('movements.title')}
      />
      <PageHead title={t('movements.title')} />
      <nav className="views no-print" aria-label={t('movements.kind')}>
        <ul>
          {[undefined, ...kinds].map((each) => (
            <li key={each ?? 'tutti'}>
              <Link
                href={movementsHref(programme.id, each)}
                prefetch={false}
                className="view"
                aria-current={each === kind ? 'page' : undefined}
              >
                {each === undefined ? t('movements.all') : t(`kinds.${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('movements.none')} />
      ) : (
        <DataTable
          caption={t('movements.title')}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
        />
      )}
      <Pagination
        {...(after && { previousHref: movementsHref(programme.id, kind) })}
        {...(last && { nextHref: movementsHref(programme.id, kind, last) })}
      />
      <p className="no-print">
        <a href={movementsHref(programme.id, kind, undefined, true)} download>
          <Icon name="download" size="sm" />
          {t('csvOf', { title: t('movements.title') })}
        </a>
      </p>
    </>
  );
}

const applicationCell = ({ application }: Movement) =>
  application?.number && application.year ? (
    <Link href={`/operatore/domande/${application.id}`} prefetch={false}>
      {writeRegistration({ number: application.number, year: application.year })}
    </Link>
  ) : (
    '—'
  );
