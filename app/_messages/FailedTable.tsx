import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { FailedMessage } from '@/db/queries/failed-messages';
import { messageTitles } from '@/domain/message-titles';
import { FollowedUp } from './FollowedUp';
import { Subject } from './Subject';
import { masked } from './masked';

type Props = {
  rows: readonly FailedMessage[];
  /** Whether somebody has seen to them. */
  followed: boolean;
  /** Whether the reader may open applications. */
  mayOpen: boolean;
};

/** Messages that did not arrive: what, to whom, whose matter, why; never their words. */
export async function FailedTable({ rows, followed, mayOpen }: Props) {
  const [t, tReasons] = await Promise.all([
    getTranslations('messageDesk'),
    getTranslations('messages.reasons'),
  ]);
  const columns: Column<FailedMessage>[] = [
    {
      key: 'what',
      header: t('columns.what'),
      rowHeader: true,
      cell: ({ id, kind, channel }) => (
        <>
          <Link href={`/supporto/messaggi/${id}`} prefetch={false} lang="it">
            {messageTitles[kind]}
          </Link>
          , {t(`channel.${channel}`)}
        </>
      ),
    },
    {
      key: 'when',
      header: t('columns.when'),
      cell: ({ createdAt }) => <DateTime at={createdAt} precision="minute" />,
    },
    { key: 'to', header: t('columns.to'), cell: masked },
    {
      key: 'about',
      header: t('columns.about'),
      cell: (message) => <Subject message={message} mayOpen={mayOpen} />,
    },
    {
      key: 'why',
      header: t('columns.why'),
      cell: ({ failure }) => (failure === null ? t('arrived') : tReasons(failure)),
    },
    { key: 'tries', header: t('columns.tries'), number: true, cell: ({ attempts }) => attempts },
    ...(followed
      ? [
          {
            key: 'done',
            header: t('columns.done'),
            cell: ({ followUp }: FailedMessage) => <FollowedUp followUp={followUp} />,
          },
        ]
      : []),
  ];
  return (
    <DataTable caption={t('title')} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
  );
}
