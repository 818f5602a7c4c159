import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import type { SpendFile } from '@/db/queries/spends';
import { ente } from '@/ente';

/** The spend as a slip for the printers of tills, 80 mm wide. On the screen it does not show. */
export async function Slip({ spend }: { spend: SpendFile }) {
  const t = await getTranslations('till.verdict');
  const { redemption, voidedAt, voidReason, balanceCents, codeEnd, shop, merchant, by } = spend;
  const address = [shop.address, shop.municipality].filter(Boolean).join(', ');
  const facts = [
    { label: t('balance'), value: <Amount cents={balanceCents} /> },
    { label: t('at'), value: <DateTime at={redemption.at} /> },
    { label: t('by'), value: by },
    { label: t('code'), value: t('codeEnd', { end: codeEnd }) },
    redemption.receiptNumber !== null && { label: t('receipt'), value: redemption.receiptNumber },
    voidedAt !== null && { label: t('voidedAt'), value: <DateTime at={voidedAt} /> },
    voidedAt !== null && { label: t('voidReason'), value: voidReason },
    { label: t('number'), value: redemption.id },
  ].filter((fact) => fact !== false);
  return (
    <div className="slip print-only">
      <p>{ente.name}</p>
      <p>{t('slip')}</p>
      <p className="slip-shop">
        {shop.name}
        {merchant !== shop.name && <span>{merchant}</span>}
        {address !== '' && <span>{address}</span>}
      </p>
      <p className="slip-word">{voidedAt === null ? t('recorded') : t('voided')}</p>
      <p className="slip-amount">
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
      <p>{t('slipNote')}</p>
    </div>
  );
}
