import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable } from '@/app/_ui/DataTable';
import type { spendPerShop } from '@/db/queries/settlements';

/** What was spent in each shop in thirty days: a table whose rows are also bars. */
export async function ShopSpend({ rows }: { rows: Awaited<ReturnType<typeof spendPerShop>> }) {
  const t = await getTranslations('settlement.shops');
  const most = Math.max(1, ...rows.map(({ cents }) => cents));
  return (
    <section className="chart" aria-labelledby="negozi">
      <h3 id="negozi">{t('title')}</h3>
      {rows.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          narrow="scroll"
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'shop',
              header: t('shop'),
              rowHeader: true,
              cell: ({ shop, cents }) => (
                <>
                  {shop}
                  <svg className="shop-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={(cents / most) * 100} height="4" />
                  </svg>
                </>
              ),
            },
            { key: 'spends', header: t('spends'), number: true, cell: ({ spends }) => spends },
            {
              key: 'cents',
              header: t('amount'),
              number: true,
              cell: ({ cents }) => <Amount cents={cents} />,
            },
          ]}
        />
      )}
    </section>
  );
}
