import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { Actions } from '@/app/_ui/Actions';
import { BigCode } from '@/app/_ui/BigCode';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { Card } from '@/app/_ui/Card';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import type { ApplicationFile } from '@/db/queries/application-file';

/** The voucher as it is shown at the till, or the word that it is on its way. */
export async function VoucherBox({
  file: { application, voucher, balanceCents },
}: {
  file: ApplicationFile;
}) {
  const t = await getTranslations('citizen');
  if (!voucher) {
    return (
      <Callout tone="success" title={t('sent.coming')} role="status">
        <p>{t('sent.comingText')}</p>
        {/* A plain link: it asks the server again, whatever the browser keeps. */}
        <p>
          <a href={`/domande/${application.id}`}>{t('sent.refresh')}</a>
        </p>
      </Callout>
    );
  }
  return (
    <Card>
      <h2>{t('sent.voucher')}</h2>
      {voucher.status === 'attivo' ? (
        <p>{t('sent.voucherText')}</p>
      ) : (
        <p>
          <strong>{t(`voucherStatus.${voucher.status}`)}</strong>
        </p>
      )}
      <BigCode code={voucher.code} />
      <p className="voucher-expiry">
        {t('sent.expires')} <strong>{dayOf(voucher.expiresAt)}</strong>
      </p>
      <ProgressBalance leftCents={balanceCents ?? 0} totalCents={voucher.issuedCents} />
      <Actions>
        <ButtonLink href={`/domande/${application.id}/rendiconto`} look="secondary" icon="list">
          {t('sent.toStatement')}
        </ButtonLink>
      </Actions>
    </Card>
  );
}
