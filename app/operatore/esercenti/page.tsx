import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import { merchantList } from '@/db/queries/till';

type Merchant = Awaited<ReturnType<typeof merchantList>>[number];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office'))('merchants.title') };
}

/** The shops of the agreement. */
export default async function MerchantsPage() {
  await requireUser('/operatore/esercenti', 'operatore', 'responsabile');
  const [t, merchants] = await Promise.all([getTranslations('office.merchants'), merchantList(database())]);
  const columns: Column<Merchant>[] = [
    { key: 'name', header: t('name'), rowHeader: true, cell: ({ name }) => name },
    {
      key: 'status',
      header: t('status'),
      cell: ({ status }) => (
        <span className={`status status-${status === 'attivo' ? 'green' : 'red'}`}>
          <Icon name={status === 'attivo' ? 'check-circle' : 'ban'} size="xs" />
          {t(`states.${status}`)}
        </span>
      ),
    },
    { key: 'tills', header: t('tills'), number: true, cell: ({ tills }) => tills },
  ];
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {merchants.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          columns={columns}
          rows={merchants}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}
