import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { ownApplication } from '@/app/_citizen/own-application';
import { Rating } from '@/app/_citizen/rating/Rating';
import { listCrumb } from '@/app/_citizen/list-crumb';
import { actorOf, currentUser } from '@/app/_server/session';
import { may } from '@/domain/permissions';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ApplicationFile } from '@/db/queries/application-file';
import { writeRegistration } from '@/domain/application/registration';
import { writeMoment } from '@/domain/calendar';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('citizen.receipt'))('pageTitle') };
}

/**
 * The receipt (criteria C.SE.1.2 and 1.10): when, under which number, and what happens next. It stays at its address
 * for good; of an application that was never sent there is none.
 */
export default async function ReceiptPage({ params }: Props) {
  const { id } = await params;
  const [file, user] = await Promise.all([ownApplication(id, '/ricevuta'), currentUser()]);
  const path = `/domande/${id}`;
  const { registration, programme } = file;
  if (!registration) redirect(path);
  const t = await getTranslations('citizen');
  return (
    <>
      <Breadcrumb
        items={[await listCrumb(file.application), { label: programme.name, href: path }]}
        current={t('receipt.pageTitle')}
      />
      <PageHead title={t('receipt.pageTitle')} />
      <Callout tone="success" title={t('receipt.title')} role="status">
        <p>
          {t('receipt.text', {
            moment: writeMoment(registration.registeredAt),
            number: writeRegistration(registration),
          })}
        </p>
        <Mailed file={file} />
      </Callout>
      <Entry file={file} registration={registration} />
      {file.application.status === 'presentata' && <Next file={file} />}
      <Actions>
        {/* A file, not a page: the browser asks the server for it. */}
        <a className="btn btn-primary" href={`${path}/ricevuta/pdf`}>
          <Icon name="download" size="sm" />
          {t('receipt.download')}
        </a>
        <PrintButton label={t('sent.print')} note={t('sent.printNote')} />
        <ButtonLink href={path} look="link">
          {t('receipt.toApplication')}
        </ButtonLink>
      </Actions>
      {user && may(actorOf(user), 'application.rate', true) && <Rating applicationId={id} />}
    </>
  );
}

async function Mailed({ file: { application } }: { file: ApplicationFile }) {
  const t = await getTranslations('citizen.receipt');
  const email = application.form?.values['contacts.email'];
  return email && <p>{t('mailed', { email })}</p>;
}

type EntryProps = { file: ApplicationFile; registration: NonNullable<ApplicationFile['registration']> };

async function Entry({ file: { application, programme }, registration }: EntryProps) {
  const t = await getTranslations('citizen');
  const { beneficiaryFamilyName, beneficiaryGivenName, decideBy } = application;
  return (
    <SummaryList
      items={[
        { label: t('sent.registration'), value: <strong>{writeRegistration(registration)}</strong> },
        { label: t('sent.registeredAt'), value: <DateTime at={registration.registeredAt} /> },
        ...(decideBy
          ? [{ label: t('sent.answerBy'), value: <DateTime at={decideBy} precision="day" /> }]
          : []),
        { label: t('list.service'), value: programme.name },
        {
          label: t('sent.beneficiary'),
          value: [beneficiaryFamilyName, beneficiaryGivenName].filter(Boolean).join(' '),
        },
      ]}
    />
  );
}

/** What the citizen may expect while the office has the application. */
async function Next({ file: { application } }: { file: ApplicationFile }) {
  const t = await getTranslations('citizen.receipt');
  return (
    <>
      <h2>{t('next')}</h2>
      <ul>
        <li>{t('next1')}</li>
        {application.decideBy && <li>{t('next2', { day: dayOf(application.decideBy) })}</li>}
        <li>{t('next3')}</li>
        <li>{t('next4')}</li>
      </ul>
    </>
  );
}
