import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable } from '@/app/_ui/DataTable';
import type { Figures } from '@/domain/programme/rehearsal/figures';
import { Figure } from './Figure';
import { sizeName } from './rows';

type Props = { figures: Figures };

/** Which criterion lets whom in, how much goes to households of which size, and what tiers and points come to. */
export async function DraftTables({ figures }: Props) {
  const t = await getTranslations('rehearsal');
  const { criteria, tiers, points, bySize } = figures;
  const money = (cents: number | null | undefined) =>
    cents === null || cents === undefined ? '' : <Amount cents={cents} />;
  return (
    <>
      {criteria.length === 0 ? (
        <p>{t('noCriteria')}</p>
      ) : (
        <DataTable
          caption={t('criteria')}
          rows={criteria}
          rowKey={({ id }) => id}
          columns={[
            { key: 'text', header: t('columns.criterion'), rowHeader: true, cell: ({ text }) => text },
            {
              key: 'holds',
              header: t('columns.holds'),
              number: true,
              cell: ({ holds }) => <Figure value={holds} />,
            },
            {
              key: 'unknown',
              header: t('columns.unknown'),
              number: true,
              cell: ({ unknown }) => <Figure value={unknown} />,
            },
            {
              key: 'fails',
              header: t('columns.fails'),
              number: true,
              cell: ({ fails }) => <Figure value={fails} />,
            },
            {
              key: 'alone',
              header: t('columns.alone'),
              number: true,
              cell: ({ alone }) => <Figure value={alone} />,
            },
          ]}
        />
      )}
      <DataTable
        caption={t('bySize')}
        rows={bySize.filter(({ households }) => households !== 0)}
        rowKey={({ members }) => String(members)}
        columns={[
          {
            key: 'members',
            header: t('columns.size'),
            rowHeader: true,
            cell: ({ members }) => sizeName(t, members),
          },
          {
            key: 'households',
            header: t('columns.households'),
            number: true,
            cell: ({ households }) => <Figure value={households} />,
          },
          {
            key: 'least',
            header: t('lines.least'),
            number: true,
            cell: ({ amounts }) => money(amounts?.least),
          },
          {
            key: 'median',
            header: t('lines.median'),
            number: true,
            cell: ({ amounts }) => money(amounts?.median),
          },
          { key: 'most', header: t('lines.most'), number: true, cell: ({ amounts }) => money(amounts?.most) },
          {
            key: 'total',
            header: t('columns.total'),
            number: true,
            cell: ({ totalCents }) => money(totalCents),
          },
        ]}
      />
      {tiers.length > 0 && (
        <DataTable
          caption={t('tiers')}
          rows={tiers}
          rowKey={({ text }) => text ?? ''}
          columns={[
            {
              key: 'tier',
              header: t('columns.tier'),
              rowHeader: true,
              cell: ({ text }) => text ?? t('noTier'),
            },
            {
              key: 'households',
              header: t('columns.households'),
              number: true,
              cell: ({ households }) => <Figure value={households} />,
            },
          ]}
        />
      )}
      {points && <p>{t('points', { least: points.least, median: points.median, most: points.most })}</p>}
    </>
  );
}
