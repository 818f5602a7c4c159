import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { RecoveryBadge } from '@/app/_control/RecoveryBadge';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { recoveryList, type Recovery } from '@/db/queries/control/recoveries';
import { recoveryStates } from '@/domain/control/recovery';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('samples.recoveries'))('title') };
}

/** What is asked back, with how far each recovery has come and how much of it is in each state. */
export default async function RecoveriesPage() {
  await requireUser('/operatore/controlli/recuperi', 'operatore', 'responsabile');
  const [t, tSamples, tControl, rows] = await Promise.all([
    getTranslations('samples.recoveries'),
    getTranslations('samples'),
    getTranslations('control'),
    recoveryList(database()),
  ]);
  return (
    <>
      <Breadcrumb
        items={[
          { label: tControl('title'), href: '/operatore/controlli' },
          { label: tSamples('title'), href: '/operatore/controlli/campioni' },
        ]}
        current={t('title')}
      />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('empty')} icon="check-circle">
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : (
        <>
          <Totals rows={rows} />
          <RecoveryTable rows={rows} />
          <Actions>
            <ButtonLink href="/operatore/controlli/recuperi/csv" look="secondary" icon="download">
              {tControl('export')}
            </ButtonLink>
          </Actions>
        </>
      )}
    </>
  );
}

const sumOf = (rows: readonly Recovery[]): number =>
  rows.reduce((sum, { amountCents }) => sum + amountCents, 0);

/** How much is in each state there is. */
async function Totals({ rows }: { rows: Recovery[] }) {
  const t = await getTranslations('samples.recoveries');
  const totals = recoveryStates
    .map((state) => ({ state, of: rows.filter((row) => row.state === state) }))
    .filter(({ of }) => of.length > 0);
  return (
    <dl className="facts">
      {totals.map(({ state, of }) => (
        <div key={state}>
          <dt>{t('total', { state: t(`states.${state}`), count: of.length })}</dt>
          <dd>
            <Amount cents={sumOf(of)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

async function RecoveryTable({ rows }: { rows: Recovery[] }) {
  const t = await getTranslations('samples.recoveries');
  const columns: Column<Recovery>[] = [
    {
      key: 'registration',
      header: t('columns.registration'),
      rowHeader: true,
      cell: ({ sampleId, applicationId, registration }) => (
        <Link href={`/operatore/controlli/campioni/${sampleId}/${applicationId}#recupero`} prefetch={false}>
          {registration}
        </Link>
      ),
    },
    { key: 'programme', header: t('columns.programme'), cell: ({ programme }) => programme },
    {
      key: 'openedOn',
      header: t('columns.openedOn'),
      cell: ({ openedOn }) => <DateTime at={openedOn} precision="day" />,
    },
    { key: 'state', header: t('columns.state'), cell: ({ state }) => <RecoveryBadge state={state} /> },
    { key: 'day', header: t('columns.day'), cell: ({ day }) => <DateTime at={day} precision="day" /> },
    {
      key: 'amount',
      header: t('columns.amount'),
      number: true,
      cell: ({ amountCents }) => <Amount cents={amountCents} />,
    },
  ];
  return (
    <DataTable
      caption={t('caption', { count: rows.length })}
      columns={columns}
      rows={rows}
      rowKey={({ applicationId }) => applicationId}
      totals={{ registration: t('sum'), amount: <Amount cents={sumOf(rows)} /> }}
    />
  );
}
