import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { staffNames } from '@/db/queries/office';
import { voucherActsOn, type VoucherActRow } from '@/db/queries/voucher-file';

/** What the office did with the voucher, by whom and why, for whoever has to account for it. */
export async function VoucherHistory({ applicationId }: { applicationId: string }) {
  const acts = await voucherActsOn(database(), applicationId);
  if (acts.length === 0) return null;
  const [t, tActs, names] = await Promise.all([
    getTranslations('voucherLife.history'),
    getTranslations('voucherLife.acts'),
    staffNames(
      database(),
      acts.flatMap(({ actorId }) => actorId ?? []),
    ),
  ]);
  const columns: Column<VoucherActRow>[] = [
    { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} precision="minute" /> },
    { key: 'act', header: t('act'), rowHeader: true, cell: ({ act }) => tActs(act) },
    { key: 'by', header: t('by'), cell: ({ actorId }) => names.get(actorId ?? '') ?? t('system') },
    {
      key: 'change',
      header: t('change'),
      cell: ({ act, fromValue, toValue }) => {
        const written = (value: string) => (act === 'extend' ? dayOf(`${value}T12:00:00Z`) : value);
        if (toValue === null) return '';
        return fromValue === null
          ? written(toValue)
          : t('fromTo', { from: written(fromValue), to: written(toValue) });
      },
    },
    {
      key: 'reason',
      header: t('reason'),
      cell: ({ reason }) => reason && <span className="as-written">{reason}</span>,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={acts} rowKey={({ id }) => id} />;
}
