import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { AttachmentRow } from '@/db/queries/attachments';
import { takeAway } from './actions';

type Props = { applicationId: string; attachment: AttachmentRow; from?: 'allegati' | 'risposta' };

/** The way to take a document away: the question is opened first, so that one tap never does. */
export async function TakeAway({ applicationId, attachment: { id, fileName }, from = 'allegati' }: Props) {
  const t = await getTranslations('attachments');
  return (
    <details className="attachment-removal">
      <summary>
        {t('remove')}
        <span className="visually-hidden"> {fileName}</span>
      </summary>
      <p>{t('removeText')}</p>
      <Form action={takeAway} id={`togli-${id}`}>
        <input type="hidden" name="application" value={applicationId} />
        <input type="hidden" name="attachment" value={id} />
        <input type="hidden" name="from" value={from} />
        <SubmitButton look="danger" icon="delete">
          {t('removeNow')}
          <span className="visually-hidden"> {fileName}</span>
        </SubmitButton>
      </Form>
    </details>
  );
}
