import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AttachmentList } from '@/app/_citizen/AttachmentList';
import { ownApplication } from '@/app/_citizen/own-application';
import { listCrumb } from '@/app/_citizen/list-crumb';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { PageHead } from '@/app/_ui/PageHead';
import type { ApplicationFile } from '@/db/queries/application-file';
import { attachmentsOn, type AttachmentRow } from '@/db/queries/attachments';
import { SectionHead } from '../_draft/SectionHead';
import { draftPath } from '../_draft/steps';
import { DraftAttachments } from './_upload/DraftAttachments';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { programme }] = await Promise.all([
    getTranslations('sections'),
    ownApplication((await params).id, '/allegati'),
  ]);
  return { title: `${t('attachments')} · ${programme.name}` };
}

/** "Allegati" (manual § 2.6, fig. 11): the documents of an application, to change while it is a draft, then to read. */
export default async function AttachmentsPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const file = await ownApplication(id, '/allegati');
  const attachments = await attachmentsOn(database(), id);
  if (file.application.status !== 'bozza') return <Sent file={file} attachments={attachments} />;
  const fromSummary = valueOf(query, 'da') === 'riepilogo';
  return (
    <>
      <SectionHead file={file} section="attachments" fromSummary={fromSummary} />
      <DraftAttachments file={file} attachments={attachments} query={query} />
    </>
  );
}

type SentProps = { file: ApplicationFile; attachments: readonly AttachmentRow[] };

async function Sent({ file: { application, programme }, attachments }: SentProps) {
  const t = await getTranslations();
  const path = draftPath(application.id);
  return (
    <>
      <Breadcrumb
        items={[await listCrumb(application), { label: programme.name, href: path }]}
        current={t('sections.attachments')}
      />
      <PageHead title={t('sections.attachments')}>
        <p>{t('attachments.leadSent')}</p>
      </PageHead>
      <AttachmentList applicationId={application.id} attachments={attachments} />
      <Actions>
        <ButtonLink href={path} look="link">
          {t('citizen.sent.back')}
        </ButtonLink>
      </Actions>
    </>
  );
}
