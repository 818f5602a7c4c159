import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { AcceptedTexts } from '@/app/_legal/AcceptedTexts';
import { listCrumb } from '@/app/_citizen/list-crumb';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { writeRegistration } from '@/domain/application/registration';
import { WrittenSections } from '../_summary/WrittenSections';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('citizen.copy'))('title') };
}

/** "Domanda" (manual fig. 11): the application as it was sent and registered, to read and print. */
export default async function CopyPage({ params }: Props) {
  const { application, programme, registration } = await ownApplication((await params).id, '/domanda');
  const { form } = application;
  if (!form || !registration) notFound();
  const t = await getTranslations('citizen');
  const path = `/domande/${application.id}`;
  return (
    <>
      <Breadcrumb
        items={[await listCrumb(application), { label: programme.name, href: path }]}
        current={t('copy.title')}
      />
      <PageHead title={t('copy.title')}>
        <p>{t('copy.lead')}</p>
      </PageHead>
      <SummaryList
        items={[
          { label: t('list.service'), value: programme.name },
          { label: t('sent.registration'), value: writeRegistration(registration) },
          { label: t('sent.registeredAt'), value: <DateTime at={registration.registeredAt} /> },
          {
            label: t('sent.requestedOn'),
            value: <DateTime at={registration.registeredAt} precision="day" />,
          },
        ]}
      />
      <WrittenSections answers={application.answers} form={form} />
      <AcceptedTexts applicationId={application.id} heading="h2" />
      <Actions>
        <PrintButton label={t('sent.print')} note={t('sent.printNote')} />
        <ButtonLink href={path} look="link">
          {t('sent.back')}
        </ButtonLink>
      </Actions>
    </>
  );
}
