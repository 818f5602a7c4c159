import { getTranslations } from 'next-intl/server';
import { AttachmentList } from '@/app/_citizen/AttachmentList';
import { database } from '@/app/_server/database';
import { attachmentsOn, type AttachmentRow } from '@/db/queries/attachments';

/**
 * The documents that came with a sent application, each to be seen in its place or opened beside the page. What came with an
 * answer stands with its request.
 */
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
        actions={(attachment) => <Inline applicationId={applicationId} attachment={attachment} />}
      />
    </section>
  );
}

/** The document itself, unfolded when asked for: only then does the browser fetch it. */
async function Inline({ applicationId, attachment }: { applicationId: string; attachment: AttachmentRow }) {
  const t = await getTranslations('evidence.office');
  const { id, fileName, mediaType, status } = attachment;
  if (status !== 'accettato') return null;
  const address = `/domande/${applicationId}/allegati/${id}`;
  return (
    <details className="attachment-inline no-print">
      <summary>
        {t('showHere')}
        <span className="visually-hidden"> {fileName}</span>
      </summary>
      {mediaType === 'application/pdf' ? (
        <iframe src={address} title={fileName} loading="lazy" />
      ) : (
        <img src={address} alt={t('picture', { name: fileName })} loading="lazy" />
      )}
    </details>
  );
}
