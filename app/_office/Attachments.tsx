import { getTranslations } from 'next-intl/server';
import { AttachmentList } from '@/app/_citizen/AttachmentList';
import { database } from '@/app/_server/database';
import { attachmentsOn } from '@/db/queries/attachments';

/** The documents that came with a sent application, each to be opened beside it. What came with an answer stands with its request. */
export async function Attachments({ applicationId }: { applicationId: string }) {
  const [t, attachments] = await Promise.all([
    getTranslations('sections'),
    attachmentsOn(database(), applicationId),
  ]);
  return (
    <section>
      <h3>{t('attachments')}</h3>
      <AttachmentList
        applicationId={applicationId}
        attachments={attachments.filter(({ requestId }) => requestId === null)}
      />
    </section>
  );
}
