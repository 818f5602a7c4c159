import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import type { ApplicationFile } from '@/db/queries/application-file';
import { writeRegistration } from '@/domain/application/registration';
import { DecideBy } from './DecideBy';

type Props = { file: ApplicationFile; now: Date; operator: string | undefined };

/** Which application this is, where it stands and by when it must be answered. */
export async function CaseHead({ file, now, operator }: Props) {
  const [t, tProgrammes] = await Promise.all([
    getTranslations('office.case'),
    getTranslations('office.programmes'),
  ]);
  const { application, registration, programme, version } = file;
  const { beneficiaryFamilyName, beneficiaryGivenName, status, decideBy } = application;
  const facts = [
    { label: t('status'), value: <StatusBadge status={status} /> },
    { label: t('programme'), value: programme.name },
    { label: tProgrammes('version'), value: version },
    registration && { label: t('registeredAt'), value: <DateTime at={registration.registeredAt} /> },
    status === 'presentata' &&
      decideBy !== null && { label: t('decideBy'), value: <DecideBy at={decideBy} now={now} /> },
    { label: t('operator'), value: operator ?? t('nobody') },
  ].filter((fact) => fact !== false && fact !== null);
  return (
    <>
      <PageHead title={`${beneficiaryFamilyName ?? ''} ${beneficiaryGivenName ?? ''}`}>
        <p>{registration ? t('number', { number: writeRegistration(registration) }) : t('unregistered')}</p>
      </PageHead>
      <dl className="facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
