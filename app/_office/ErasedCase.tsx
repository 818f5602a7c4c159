import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { SessionUser } from '@/app/_server/session';
import { database } from '@/app/_server/database';
import { decisionsOn, eventsOf, type ApplicationFile } from '@/db/queries/application-file';
import { writeRegistration } from '@/domain/application/registration';
import { History } from './CaseRecord';
import { Views } from './Views';

/** What is left of an application whose term of conservation is over: its number, its days, its outcome and its amounts. */
export async function ErasedCase({
  file: { application, registration, programme },
  erasedAt,
  user,
}: {
  file: ApplicationFile;
  erasedAt: Date;
  user: SessionUser;
}) {
  const [t, decisions, events] = await Promise.all([
    getTranslations('office'),
    decisionsOn(database(), application.id),
    eventsOf(database(), application.id),
  ]);
  const amountCents = decisions.at(-1)?.amountCents ?? null;
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/operatore' }]} current={t('case.title')} />
      <PageHead
        title={
          registration
            ? t('case.number', { number: writeRegistration(registration) })
            : t('case.unregistered')
        }
      />
      <Callout title={t('case.erased')}>
        <p>
          {t('case.erasedText')} <DateTime at={erasedAt} precision="minute" />
        </p>
      </Callout>
      <SummaryList
        items={[
          { label: t('case.status'), value: <StatusBadge status={application.status} /> },
          { label: t('case.programme'), value: programme.name },
          ...(registration
            ? [{ label: t('case.registeredAt'), value: <DateTime at={registration.registeredAt} /> }]
            : []),
          ...(amountCents === null
            ? []
            : [{ label: t('record.amount'), value: <Amount cents={amountCents} /> }]),
        ]}
      />
      <History events={events} />
      <Views applicationId={application.id} user={user} />
    </>
  );
}
