import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import { Icon } from '@/app/_ui/Icon';
import type { SpendFile } from '@/db/queries/spends';
import { placeOf } from '@/domain/voucher/statement';

/** The spend across the whole screen, green, or grey once it was taken back. */
export async function SpendVerdict({ spend }: { spend: SpendFile }) {
  const t = await getTranslations('till.verdict');
  const { redemption, voidedAt, voidReason, balanceCents, codeEnd, shop, merchant, by, key } = spend;
  const facts = [
    { label: t('balance'), value: <Amount cents={balanceCents} /> },
    { label: t('at'), value: <DateTime at={redemption.at} /> },
    { label: t('shop'), value: placeOf({ shop: shop.name, merchant }) },
    { label: t('by'), value: by },
    key !== null && {
      label: t('key'),
      value: (
        <>
          <span className="code">{t('codeEnd', { end: key.ending })}</span>, {t('keyMadeAt')}{' '}
          <DateTime at={key.createdAt} precision="minute" />
        </>
      ),
    },
    { label: t('code'), value: <span className="code">{t('codeEnd', { end: codeEnd })}</span> },
    redemption.receiptNumber !== null && { label: t('receipt'), value: redemption.receiptNumber },
    { label: t('number'), value: <span className="code">{redemption.id}</span> },
    voidedAt !== null && { label: t('voidedAt'), value: <DateTime at={voidedAt} /> },
    voidedAt !== null && { label: t('voidReason'), value: voidReason },
  ].filter((fact) => fact !== false);
  return (
    <div
      className={`verdict verdict-screen no-print ${voidedAt === null ? 'verdict-yes' : 'verdict-void'}`}
      role="status"
    >
      <h1>
        <Icon name={voidedAt === null ? 'check-circle' : 'ban'} size="xl" />
        {voidedAt === null ? t('recorded') : t('voided')}
      </h1>
      <p className="verdict-amount">
        <Amount cents={redemption.amountCents} />
      </p>
      <dl>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
