import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { PublishedVersion } from '@/db/queries/programme-editor';

/** The versions of a programme, newest first, with who wrote and who published each. */
export async function Versions({ versions }: { versions: readonly PublishedVersion[] }) {
  const t = await getTranslations('editor');
  return (
    <DataTable
      caption={t('versions')}
      rows={versions}
      rowKey={({ version }) => String(version)}
      columns={[
        { key: 'version', header: t('version'), rowHeader: true, cell: ({ version }) => version },
        {
          key: 'at',
          header: t('publishedAt'),
          cell: ({ publishedAt }) => <DateTime at={publishedAt} precision="minute" />,
        },
        { key: 'editor', header: t('editor'), cell: ({ editor }) => editor ?? t('installed') },
        { key: 'publisher', header: t('publisher'), cell: ({ publisher }) => publisher ?? t('installed') },
        {
          key: 'allocation',
          header: t('fields.fund.allocationCents'),
          number: true,
          cell: ({ rules }) => <Amount cents={rules.allocationCents} />,
        },
      ]}
    />
  );
}
