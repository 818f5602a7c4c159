import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable } from '@/app/_ui/DataTable';
import type { CounterFigures } from '@/db/queries/spends';
import { totalOf } from './totals';

/** What each counter of each shop recorded in the days shown. */
export async function FiguresTable({ figures }: { figures: readonly CounterFigures[] }) {
  const t = await getTranslations('till.movements');
  const total = totalOf(figures);
  return (
    <section className="movement-figures">
      <h2>{t('figures')}</h2>
      <DataTable
        caption={t('figuresCaption')}
        captionHidden
        rows={figures}
        rowKey={({ shopId, actorId }) => `${shopId} ${actorId}`}
        columns={[
          { key: 'by', header: t('by'), rowHeader: true, cell: ({ by }) => by },
          { key: 'shop', header: t('shop'), cell: ({ shop }) => shop },
          { key: 'count', header: t('count'), number: true, cell: ({ count }) => count },
          { key: 'cents', header: t('amount'), number: true, cell: ({ cents }) => <Amount cents={cents} /> },
          {
            key: 'voidedCount',
            header: t('voidedCount'),
            number: true,
            cell: ({ voidedCount }) => voidedCount,
          },
          {
            key: 'voidedCents',
            header: t('voidedCents'),
            number: true,
            cell: ({ voidedCents }) => <Amount cents={voidedCents} />,
          },
        ]}
        totals={{
          by: t('all'),
          count: total.count,
          cents: <Amount cents={total.cents} />,
          voidedCount: total.voidedCount,
          voidedCents: <Amount cents={total.voidedCents} />,
        }}
      />
    </section>
  );
}
