import { getTranslations } from 'next-intl/server';
import { deadlineOf } from '@/app/_citizen/deadline';
import { database } from '@/app/_server/database';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { decisionsOn } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { askReview } from './actions';

/** The way to have a rejection looked at again, for as long as the programme grants it. */
export async function ReviewRequest({ applicationId }: { applicationId: string }) {
  const db = database();
  const [t, now, decisions] = await Promise.all([
    getTranslations('procedure.review'),
    databaseNow(db),
    decisionsOn(db, applicationId),
  ]);
  const reviewUntil = decisions.at(-1)?.reviewUntil ?? null;
  if (reviewUntil === null || reviewUntil <= now) return null;
  return (
    <details className="fold no-print" id="riesame">
      <summary>{t('question')}</summary>
      <p>{t('lead', await deadlineOf(reviewUntil))}</p>
      <Form action={askReview} id="chiedi-riesame">
        <input type="hidden" name="application" value={applicationId} />
        <TextArea name="text" label={t('text')} rows={5} maxLength={4000} required />
        <SubmitButton>{t('send')}</SubmitButton>
      </Form>
    </details>
  );
}
