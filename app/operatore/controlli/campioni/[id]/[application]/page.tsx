import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CheckForm } from '@/app/_control/CheckForm';
import { CheckOutcomes } from '@/app/_control/CheckOutcomes';
import { Recovery } from '@/app/_control/Recovery';
import { WhatFollows } from '@/app/_control/WhatFollows';
import { CaseHead } from '@/app/_office/CaseHead';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { uuid } from '@/app/api/v1/uuid';
import { judged } from '@/commands/application/evaluate';
import { applicationFile, type ApplicationFile } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { checkOf, type Check } from '@/db/queries/control/checks';
import { benefitOf, recoveryStepsOf } from '@/db/queries/control/recoveries';
import { writeRegistration } from '@/domain/application/registration';
import { may } from '@/domain/permissions';

type Props = { params: Promise<{ id: string; application: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('samples.check'))('title') };
}

/** The control of one application: what was declared, what was found of it, and what follows. */
export default async function CheckPage({ params, searchParams }: Props) {
  const { id, application } = await params;
  const [sampleId, applicationId] = [uuid(id), uuid(application)];
  const user = await requireUser(
    `/operatore/controlli/campioni/${sampleId}/${applicationId}`,
    'operatore',
    'responsabile',
  );
  const [file, check] = await Promise.all([
    applicationFile(database(), applicationId),
    checkOf(database(), applicationId),
  ]);
  if (!file || check?.sampleId !== sampleId) notFound();
  await viewed(user, 'application', applicationId);
  const [t, now, benefit, steps, query] = await Promise.all([
    getTranslations('samples'),
    databaseNow(database()),
    benefitOf(database(), applicationId),
    recoveryStepsOf(database(), applicationId),
    searchParams,
  ]);
  const differs = check.outcomes.some(({ outcome }) => outcome === 'difforme');
  return (
    <>
      <Trail file={file} check={check} />
      <Notice word={valueOf(query, 'fatto')} />
      <CaseHead file={file} now={now} operator={undefined} />
      <p>
        {check.closedAt === null ? (
          t('check.place', { place: check.place })
        ) : (
          <>
            {t('check.closedBy', { name: check.closedBy ?? '' })}{' '}
            <DateTime at={check.closedAt} precision="minute" />
          </>
        )}
      </p>
      <p className="no-print">
        <ButtonLink href={`/operatore/domande/${applicationId}`} look="link" icon="file">
          {t('check.file')}
        </ButtonLink>
      </p>
      {check.closedAt === null ? (
        <OpenCheck file={file} check={check} now={now} />
      ) : (
        <CheckOutcomes outcomes={check.outcomes} />
      )}
      {check.closedAt !== null && differs && (
        <>
          <WhatFollows application={file.application} benefit={benefit} role={user.role} />
          <Recovery
            check={check}
            steps={steps}
            benefit={benefit}
            recovers={may(actorOf(user), 'control.recover', false)}
            now={now}
          />
        </>
      )}
    </>
  );
}

/** The form of a control that is open; where the application was erased meanwhile, what had been found of it. */
async function OpenCheck({ file, check, now }: { file: ApplicationFile; check: Check; now: Date }) {
  const { form, erasedAt } = file.application;
  const judgement = form && erasedAt === null ? await judged(database(), { ...file, now }) : null;
  if (!form || !judgement) return <CheckOutcomes outcomes={check.outcomes} />;
  const { day, evidence } = judgement;
  return <CheckForm check={check} declared={{ form, day, evidence }} />;
}

async function Trail({ file, check }: { file: ApplicationFile; check: Check }) {
  const [t, tControl] = await Promise.all([getTranslations('samples'), getTranslations('control')]);
  return (
    <Breadcrumb
      items={[
        { label: tControl('title'), href: '/operatore/controlli' },
        { label: t('title'), href: '/operatore/controlli/campioni' },
        {
          label: t('name', { number: check.sampleNumber, programme: check.programme }),
          href: `/operatore/controlli/campioni/${check.sampleId}`,
        },
      ]}
      current={file.registration ? writeRegistration(file.registration) : t('check.title')}
    />
  );
}

const done = ['salvato', 'chiuso', 'recupero'] as const;

/** What has just been done; an unknown word in the address tells nothing. */
async function Notice({ word }: { word: string }) {
  const t = await getTranslations('samples.done');
  const known = done.find((each) => each === word);
  return known === undefined ? null : <Callout tone="success" role="status" title={t(known)} />;
}
