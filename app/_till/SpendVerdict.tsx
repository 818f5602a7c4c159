import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import { Icon } from '@/app/_ui/Icon';
import type { movement } from '@/db/queries/till';

type Spend = NonNullable<Awaited<ReturnType<typeof movement>>>;

/** The spend across the whole width, green, or grey once it was taken back; printed, it is the shop's slip. */
export async function SpendVerdict({ spend }: { spend: Spend }) {
  const t = await getTranslations('till.verdict');
  const { redemption, voidedAt, voidReason, balanceCents, codeEnd, shop } = spend;
  const facts = [
    { label: t('balance'), value: <Amount cents={balanceCents} /> },
    { label: t('at'), value: <DateTime at={redemption.at} /> },
    { label: t('shop'), value: shop },
    { label: t('code'), value: <span className="code">{t('codeEnd', { end: codeEnd })}</span> },
    redemption.receiptNumber !== null && { label: t('receipt'), value: redemption.receiptNumber },
    { label: t('number'), value: <span className="code">{redemption.id}</span> },
    voidedAt !== null && { label: t('voidedAt'), value: <DateTime at={voidedAt} /> },
    voidedAt !== null && { label: t('voidReason'), value: voidReason },
  ].filter((fact) => fact !== false);
  return (
    <div className={`verdict ${voidedAt === null ? 'verdict-yes' : 'verdict-void'}`} role="status">
      <h1>
        <Icon name={voidedAt === null ? 'check-circle' : 'ban'} size="lg" />
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
