import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { DateTime } from '@/app/_ui/DateTime';
import { SummaryList } from '@/app/_ui/SummaryList';
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
  const change = ({ act, fromValue, toValue }: VoucherActRow): string => {
    const written = (value: string) => (act === 'extend' ? dayOf(`${value}T12:00:00Z`) : value);
    if (toValue === null) return '';
    return fromValue === null
      ? written(toValue)
      : t('fromTo', { from: written(fromValue), to: written(toValue) });
  };
  return (
    <>
      <h3>{t('caption')}</h3>
      {acts.map((act) => {
        const items = [
          { label: t('act'), value: tActs(act.act) },
          { label: t('at'), value: <DateTime at={act.at} precision="minute" /> },
          { label: t('by'), value: names.get(act.actorId ?? '') ?? t('system') },
          { label: t('change'), value: change(act) },
          { label: t('reason'), value: act.reason && <span className="as-written">{act.reason}</span> },
        ];
        return <SummaryList key={act.id} items={items.filter(({ value }) => value)} />;
      })}
    </>
  );
}
