import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { SettlementFile } from '@/db/queries/settlements';

/** On a screen; the files have them all. */
const most = 300;

/** The numbered list of the spends of a statement, in ascending order, with its total. */
export async function Lines({ file: { lines, settlement } }: { file: SettlementFile }) {
  const t = await getTranslations('settlement.lines');
  return (
    <>
      <DataTable
        caption={t('title')}
        rows={lines.slice(0, most)}
        rowKey={({ redemptionId }) => redemptionId}
        columns={[
          { key: 'number', header: t('number'), rowHeader: true, cell: ({ number }) => number },
          { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} /> },
          { key: 'shop', header: t('shop'), cell: ({ shop }) => shop },
          { key: 'code', header: t('code'), cell: ({ codeEnd }) => <span className="code">…{codeEnd}</span> },
          { key: 'receipt', header: t('receipt'), cell: ({ receiptNumber }) => receiptNumber },
          {
            key: 'amount',
            header: t('amount'),
            number: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
        ]}
        totals={{ shop: t('total'), amount: <Amount cents={settlement.totalCents ?? 0} /> }}
      />
      {lines.length > most && <p>{t('more', { count: lines.length - most })}</p>}
    </>
  );
}
