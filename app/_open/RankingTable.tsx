import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import type { RankingLine } from '@/domain/programme/published-ranking';

/** Lines of a ranking: place, protocol number and outcome. */
export async function RankingTable({ lines, caption }: { lines: readonly RankingLine[]; caption: string }) {
  const t = await getTranslations('voucherLife.ranking');
  return (
    <DataTable
      caption={caption}
      rows={lines}
      rowKey={({ registration }) => registration}
      narrow="scroll"
      columns={[
        { key: 'place', header: t('place'), number: true, cell: ({ place }) => place ?? '—' },
        {
          key: 'registration',
          header: t('registration'),
          rowHeader: true,
          cell: ({ registration }) => registration,
        },
        { key: 'outcome', header: t('outcome'), cell: ({ outcome }) => t(`outcomes.${outcome}`) },
      ]}
    />
  );
}
