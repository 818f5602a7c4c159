import { getTranslations } from 'next-intl/server';
import { dayOf, minuteOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { Actions } from '@/app/_ui/Actions';
import { BigCode } from '@/app/_ui/BigCode';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { Card } from '@/app/_ui/Card';
import { PrintButton } from '@/app/_ui/PrintButton';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import { QrCode } from '@/app/_ui/QrCode';
import type { ApplicationFile } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { standingOf } from '@/domain/voucher/status';
import { ExpiryNotes, VoucherState } from './VoucherState';

type Props = { file: ApplicationFile };
type Voucher = NonNullable<ApplicationFile['voucher']>;

/** The voucher as it is shown at the till and printed for it, or the word that it is on its way. */
export async function VoucherBox({ file }: Props) {
  const { application, voucher } = file;
  if (!voucher) return <Coming applicationId={application.id} />;
  const [t, tVoucher, tShops, now] = await Promise.all([
    getTranslations('citizen'),
    getTranslations('voucher'),
    getTranslations('shopList'),
    databaseNow(database()),
  ]);
  const standing = standingOf(voucher, now);
  const usable = standing === 'usable';
  const holder = [application.beneficiaryFamilyName, application.beneficiaryGivenName];
  return (
    <div className="voucher">
      <Card>
        <h2>{t('sent.voucher')}</h2>
        {usable ? (
          <p className="no-print">{t('sent.voucherText')}</p>
        ) : (
          <VoucherState standing={standing} expiresAt={voucher.expiresAt} />
        )}
        <p className="voucher-holder">
          {tVoucher('holder')} <strong>{holder.filter(Boolean).join(' ')}</strong>
        </p>
        {usable && (
          <>
            <div className="voucher-codes">
              <BigCode code={voucher.code} />
              <QrCode text={voucher.code} label={tVoucher('qr')} />
            </div>
            <p className="voucher-expiry">
              {t('sent.expires')} <strong>{dayOf(voucher.expiresAt)}</strong>
            </p>
            <ExpiryNotes file={file} expiresAt={voucher.expiresAt} now={now} />
          </>
        )}
        <Balance file={file} voucher={voucher} now={now} />
        {usable && <Rules expiresAt={voucher.expiresAt} />}
        {usable && (
          <p className="no-print">
            <a href="/esercenti">{tShops('voucherLink')}</a>
          </p>
        )}
        <Actions>
          <ButtonLink href={`/domande/${application.id}/rendiconto`} look="secondary" icon="list">
            {t('sent.toStatement')}
          </ButtonLink>
          {usable && <PrintButton label={tVoucher('print')} note={t('sent.printNote')} />}
        </Actions>
      </Card>
    </div>
  );
}

async function Coming({ applicationId }: { applicationId: string }) {
  const t = await getTranslations('citizen.sent');
  return (
    <Callout tone="success" title={t('coming')} role="status">
      <p>{t('comingText')}</p>
      {/* A plain link: it asks the server again, whatever the browser keeps. */}
      <p>
        <a href={`/domande/${applicationId}`}>{t('refresh')}</a>
      </p>
    </Callout>
  );
}

/** What is left. On paper it grows old, so there it says of when it is. */
async function Balance({ file: { balanceCents }, voucher, now }: Props & { voucher: Voucher; now: Date }) {
  const t = await getTranslations('voucher');
  return (
    <>
      <ProgressBalance leftCents={balanceCents ?? 0} totalCents={voucher.issuedCents} />
      <p className="print-only">{t('balanceAt', { moment: minuteOf(now) })}</p>
    </>
  );
}

/** On paper the rules go with the voucher; on the screen they are said where they matter. */
async function Rules({ expiresAt }: { expiresAt: Date }) {
  const t = await getTranslations('voucher');
  return (
    <div className="print-only">
      <h3>{t('rules')}</h3>
      <ul>
        <li>{t('ruleName')}</li>
        <li>{t('ruleParts')}</li>
        <li>{t('ruleExpiry', { day: dayOf(expiresAt) })}</li>
        <li>{t('ruleStatement')}</li>
      </ul>
    </div>
  );
}
