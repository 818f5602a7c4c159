import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { stageLook } from '@/app/_batch/words';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import { batchList, type BatchFile } from '@/db/queries/batches';
import { batchStage } from '@/domain/batch/batch';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('title') };
}

/** The batches of the office, and where those begin that do not come from the worklist. */
export default async function BatchesPage() {
  const user = await requireUser('/operatore/lotti', 'operatore', 'responsabile');
  const [t, batches] = await Promise.all([getTranslations('batches'), batchList(database(), user.id)]);
  const columns: Column<BatchFile>[] = [
    {
      key: 'kind',
      header: t('list.kind'),
      rowHeader: true,
      cell: ({ id, kind }) => (
        <Link href={`/operatore/lotti/${id}`} prefetch={false}>
          {t(`kinds.${kind}`)}
        </Link>
      ),
    },
    {
      key: 'at',
      header: t('list.at'),
      cell: ({ createdAt }) => <DateTime at={createdAt} precision="minute" />,
    },
    { key: 'author', header: t('list.author'), cell: ({ author }) => author },
    {
      key: 'stage',
      header: t('list.stage'),
      cell: (batch) => <Stage batch={batch} words={t(`stages.${batchStage(batch)}`)} />,
    },
    { key: 'done', header: t('list.done'), number: true, cell: ({ counts }) => counts.fatta },
    { key: 'refused', header: t('list.refused'), number: true, cell: ({ counts }) => counts.rifiutata },
    { key: 'left', header: t('list.left'), number: true, cell: ({ counts }) => counts['in coda'] },
  ];
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Actions>
        <ButtonLink href="/operatore/lotti/esiti" look="secondary" icon="upload">
          {t('results.title')}
        </ButtonLink>
        <ButtonLink href="/operatore/lotti/proroga" look="secondary" icon="calendar">
          {t('extend.title')}
        </ButtonLink>
      </Actions>
      {batches.length === 0 ? (
        <EmptyState title={t('list.empty')}>
          <p>{t('list.emptyText')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          columns={columns}
          rows={batches}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}

function Stage({ batch, words }: { batch: BatchFile; words: string }) {
  const { color, icon } = stageLook[batchStage(batch)];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {words}
    </span>
  );
}
