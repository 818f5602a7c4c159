import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import { differences, type Difference } from '@/domain/programme/editing/differences';
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
  const text = (fields: Fields): string =>
    Object.keys(fields).length === 0 ? t('nothing') : words.answer(fields);
  return (
    <DataTable
      caption={t(first ? 'contents' : 'changes')}
      rows={changes}
      rowKey={({ answer }) => answer}
      columns={[
        { key: 'section', header: t('section'), cell: ({ section }) => t(`sections.${section}`) },
        {
          key: 'field',
          header: t('field'),
          rowHeader: true,
          cell: ({ answer }) => words.nameOf(answer, all),
        },
        ...(first
          ? []
          : [
              {
                key: 'before',
                header: t('before'),
                cell: ({ before: was }: Difference) => text(was),
              },
            ]),
        {
          key: 'after',
          header: t(first ? 'value' : 'after'),
          cell: ({ after: now }) => text(now),
        },
      ]}
    />
  );
}
