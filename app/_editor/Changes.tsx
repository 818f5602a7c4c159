import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import { differences } from '@/domain/programme/editing/differences';
import type { Fields } from '@/domain/programme/editing/fields';
import { editorWords } from './words';

type Props = {
  /** The fields in force, none where nothing is. */
  before: Fields;
  after: Fields;
  /** Whether this is the first version. */
  first: boolean;
};

/** "Cosa cambia": each field that the draft changes, as it is and as it would be. */
export async function Changes({ before, after, first }: Props) {
  const [t, words] = await Promise.all([getTranslations('editor'), editorWords()]);
  const changes = differences(before, after);
  if (changes.length === 0) return <p>{t('nothingChanges')}</p>;
  const all = { ...before, ...after };
  const text = (field: string, value: string | null): string =>
    value === null ? t('nothing') : words.said(field, value);
  return (
    <DataTable
      caption={t(first ? 'contents' : 'changes')}
      rows={changes}
      rowKey={({ field }) => field}
      columns={[
        { key: 'section', header: t('section'), cell: ({ section }) => t(`sections.${section}`) },
        {
          key: 'field',
          header: t('field'),
          rowHeader: true,
          cell: ({ field }) => words.nameOf(field, all),
        },
        ...(first
          ? []
          : [
              {
                key: 'before',
                header: t('before'),
                cell: (row: (typeof changes)[number]) => text(row.field, row.before),
              },
            ]),
        {
          key: 'after',
          header: t(first ? 'value' : 'after'),
          cell: ({ field, after: now }) => text(field, now),
        },
      ]}
    />
  );
}
