import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { PendingDraft } from '@/db/queries/programme-editor';
import { programmePath } from './paths';
import { StateBadge } from './StateBadge';

/** What is being written, before it is in force. */
export async function DraftsTable({ drafts }: { drafts: readonly PendingDraft[] }) {
  const t = await getTranslations('editor');
  if (drafts.length === 0) return null;
  return (
    <div className="editor-drafts">
      <DataTable
        caption={t('drafts')}
        rows={drafts}
        rowKey={({ programmeId }) => programmeId}
        columns={[
          {
            key: 'name',
            header: t('programme'),
            rowHeader: true,
            cell: ({ programmeId, name }) => (
              <Link href={programmePath(programmeId)}>{name || t('unnamed')}</Link>
            ),
          },
          {
            key: 'kind',
            header: t('kind'),
            cell: ({ status }) => t(status === 'bozza' ? 'newProgramme' : 'newVersion'),
          },
          { key: 'state', header: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
          {
            key: 'edited',
            header: t('edited'),
            cell: ({ editedAt, editor }) => (
              <>
                <DateTime at={editedAt} precision="minute" />, {editor}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
