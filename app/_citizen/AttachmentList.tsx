import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { AttachmentRow } from '@/db/queries/attachments';
import { limitFigures } from '@/domain/attachment/limits';
import { attachmentFault } from '@/domain/attachment/refusal';
import type { AttachmentStatus } from '@/domain/attachment/status';
import { writeFileSize } from './file-size';

type Props = {
  applicationId: string;
  attachments: readonly AttachmentRow[];
  /** What may be done with one of them, below it. */
  actions?: (attachment: AttachmentRow) => ReactNode;
};

const looks: Record<AttachmentStatus, { color: StatusColor; icon: IconName }> = {
  'in arrivo': { color: 'white', icon: 'upload' },
  'in controllo': { color: 'yellow', icon: 'clock' },
  accettato: { color: 'green', icon: 'check-circle' },
  rifiutato: { color: 'red', icon: 'close-circle' },
};

/** The documents of an application: type, name, length and state of each, and the way to see it. */
export async function AttachmentList({ applicationId, attachments, actions }: Props) {
  const t = await getTranslations('attachments');
  if (attachments.length === 0) return <p>{t('none')}</p>;
  return (
    <ul className="attachment-list">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Attachment applicationId={applicationId} attachment={attachment} />
          {actions?.(attachment)}
        </li>
      ))}
    </ul>
  );
}

type AttachmentProps = { applicationId: string; attachment: AttachmentRow };

async function Attachment({ applicationId, attachment }: AttachmentProps) {
  const { id, kind, fileName, status, refusal } = attachment;
  const [t, tFaults, locale] = await Promise.all([
    getTranslations('attachments'),
    getTranslations('faults'),
    getLocale(),
  ]);
  const bytes = attachment.bytes ?? attachment.declaredBytes;
  const { color, icon } = looks[status];
  return (
    <>
      <div className="attachment">
        <p>
          <strong>{t(`kinds.${kind}`)}</strong>
          <span className="attachment-file">
            {fileName}
            {bytes !== null && ` · ${writeFileSize(bytes, locale)}`}
          </span>
        </p>
        <span className={`status status-${color}`}>
          <Icon name={icon} size="xs" />
          {t(`status.${status}`)}
        </span>
        {status === 'accettato' && (
          <a
            className="attachment-view"
            href={`/domande/${applicationId}/allegati/${id}`}
            target="_blank"
            rel="noopener"
          >
            {t('view')}
            <span className="visually-hidden"> {t('viewName', { name: fileName })}</span>
            <Icon name="external-link" size="xs" />
          </a>
        )}
      </div>
      {refusal !== null && (
        <p className="attachment-reason">
          {tFaults(attachmentFault(refusal) as never, limitFigures as never)}
        </p>
      )}
    </>
  );
}
