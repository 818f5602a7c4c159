import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { SummaryList } from '@/app/_ui/SummaryList';
import { databaseNow } from '@/db/queries/clock';
import { civilDate } from '@/domain/calendar';
import { agreementActs, mayHappen } from '@/domain/merchant/acts';
import { writeAgreement, writeCivilDay } from '@/domain/merchant/agreement';
import { takesVouchers } from '@/domain/merchant/status';
import { actPages } from './act-pages';
import { MerchantBadge } from './MerchantBadge';
import type { PartProps } from './part-props';

/** Whether vouchers are taken today and why not, the agreement, and what the office may do with it. */
export async function AgreementBox({ area, file: { merchant } }: PartProps) {
  const [t, now] = await Promise.all([getTranslations('merchants.agreement'), databaseNow(database())]);
  const { status, agreementNumber: number, agreementYear: year, agreementFrom, agreementUntil } = merchant;
  const taking = takesVouchers(merchant, civilDate(now));
  return (
    <section className="merchant-part" aria-labelledby="convenzione">
      <h2 id="convenzione">{t('title')}</h2>
      {status === 'attivo' && !taking && (
        <Callout tone="warning" title={t('notTaking')}>
          <p>{t('notTakingText')}</p>
        </Callout>
      )}
      <SummaryList
        items={[
          { label: t('state'), value: <MerchantBadge status={status} /> },
          { label: t('number'), value: number && year ? writeAgreement({ number, year }) : null },
          { label: t('from'), value: agreementFrom && writeCivilDay(agreementFrom) },
          { label: t('until'), value: agreementUntil && writeCivilDay(agreementUntil) },
        ].filter(({ value }) => value !== null)}
      />
      <div className="merchant-acts no-print">
        {number !== null && (
          <ButtonLink href={`${area.base}/convenzione`} look="secondary" icon="download">
            {t('download')}
          </ButtonLink>
        )}
        {area.office &&
          agreementActs
            .filter((act) => mayHappen(status, act))
            .map((act, index) => (
              <ButtonLink
                key={act}
                href={`${area.base}/atti/${actPages[act]}`}
                look={index === 0 && status === 'richiesto' ? 'primary' : 'link'}
              >
                {t(`acts.${act}`)}
              </ButtonLink>
            ))}
      </div>
    </section>
  );
}
