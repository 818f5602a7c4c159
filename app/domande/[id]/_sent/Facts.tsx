import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { DateTime } from '@/app/_ui/DateTime';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { SummaryList } from '@/app/_ui/SummaryList';
import { waitingPhase } from '@/domain/application/phase';
import { writeRegistration } from '@/domain/application/registration';
import type { ApplicationFile } from '@/db/queries/application-file';
import { organisationOfMandate } from '@/db/queries/filed-for';

/** State, protocol and person: what somebody on the telephone would be asked for. */
export async function Facts({ file: { application, registration } }: { file: ApplicationFile }) {
  const t = await getTranslations('citizen.sent');
  const {
    channel,
    mandateId,
    status,
    phase,
    decideBy,
    beneficiaryFamilyName,
    beneficiaryGivenName,
    beneficiaryFiscalCode,
  } = application;
  const items = [{ label: t('status'), value: <StatusBadge status={status} /> }];
  if (registration) {
    items.push(
      { label: t('registeredAt'), value: <DateTime at={registration.registeredAt} /> },
      { label: t('registration'), value: <strong>{writeRegistration(registration)}</strong> },
    );
  }
  if (status === 'presentata' && phase !== waitingPhase && decideBy) {
    items.push({ label: t('answerBy'), value: <DateTime at={decideBy} precision="day" /> });
  }
  const name = [beneficiaryFamilyName, beneficiaryGivenName].filter(Boolean).join(' ');
  items.push(
    { label: t('beneficiary'), value: <>{name || '—'}</> },
    { label: t('fiscalCode'), value: <>{beneficiaryFiscalCode ?? '—'}</> },
  );
  if (channel !== 'cittadino') {
    const organisation = await organisationOfMandate(database(), mandateId);
    items.push({
      label: t('filedBy'),
      value: <>{organisation === null ? t('filedByPhone') : t('filedByMandate', { organisation })}</>,
    });
  }
  return <SummaryList items={items} />;
}
