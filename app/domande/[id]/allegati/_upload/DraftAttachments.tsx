import { getLocale, getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { AttachmentList } from '@/app/_citizen/AttachmentList';
import { valueOf, type Query } from '@/app/_server/query';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import type { ApplicationFile } from '@/db/queries/application-file';
import type { AttachmentRow } from '@/db/queries/attachments';
import { documentsOf } from '@/domain/programme/documents';
import { summaryPath } from '../../_draft/steps';
import { Arrivals } from './Arrivals';
import { InspectionWatch } from './InspectionWatch';
import { Landed } from './Landed';
import { Requested } from './Requested';
import { TakeAway } from './TakeAway';
import { UploadForm } from './UploadForm';
import { uploadTexts } from './upload-texts';

type Props = { file: ApplicationFile; attachments: readonly AttachmentRow[]; query: Query };

/** The manual's box "allegati alla domanda" (§ 2.6), while the application is a draft. */
export async function DraftAttachments({ file: { application, rules }, attachments, query }: Props) {
  const [t, texts, locale] = await Promise.all([getTranslations('attachments'), uploadTexts(), getLocale()]);
  const { id } = application;
  const kinds = documentsOf(rules).map(({ kind }) => ({ value: kind, label: t(`kinds.${kind}`) }));
  const listed = attachments.filter(({ status }) => status !== 'in arrivo');
  const interrupted = attachments.filter(({ status }) => status === 'in arrivo');
  const refusal = valueOf(query, 'rifiutato');
  const sentence = texts.refusals[refusal];
  const removalOf = (attachment: AttachmentRow) => <TakeAway applicationId={id} attachment={attachment} />;
  return (
    <>
      <Landed query={query} attachments={attachments} />
      <Requested rules={rules} attachments={attachments} />
      <h2>{t('formTitle')}</h2>
      <UploadForm
        applicationId={id}
        formId={newId()}
        locale={locale}
        kinds={kinds}
        interrupted={interrupted}
        errors={sentence ? [{ field: refusal === 'kind' ? 'kind' : 'file', message: sentence }] : []}
        texts={texts}
      />
      <Arrivals
        applicationId={id}
        kinds={kinds}
        interrupted={interrupted}
        removals={Object.fromEntries(interrupted.map((each) => [each.id, removalOf(each)]))}
        listed={listed.map((each) => each.id)}
        texts={texts}
      />
      <h2>{t('listTitle')}</h2>
      <InspectionWatch
        applicationId={id}
        files={listed.map((each) => ({ id: each.id, verdict: verdictOf(each) }))}
        texts={{ checking: t('checking'), long: t('checkingLong'), refresh: t('refresh') }}
      />
      <AttachmentList applicationId={id} attachments={listed} actions={removalOf} />
      <Actions>
        <ButtonLink href={summaryPath(id)}>{t('continue')}</ButtonLink>
      </Actions>
    </>
  );

  function verdictOf({ status, fileName, refusal: reason }: AttachmentRow): string | null {
    if (status === 'accettato') return t('accepted', { name: fileName });
    if (status !== 'rifiutato') return null;
    return t('refused', { name: fileName, reason: texts.refusals[reason ?? ''] ?? '' });
  }
}
