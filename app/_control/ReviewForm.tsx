import { getTranslations } from 'next-intl/server';
import { review } from '@/app/operatore/controlli/actions';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { findings } from '@/domain/control/signals';
import { stateWord } from './words';

/** What was found, in words, for whoever looks after. */
export async function ReviewForm({ signalKey, reviewId }: { signalKey: string; reviewId: string }) {
  const t = await getTranslations('control');
  return (
    <section className="control-section no-print">
      <h2>{t('review.title')}</h2>
      <p>{t('review.text')}</p>
      <Form action={review} id="esame">
        <HiddenField name="key" value={signalKey} />
        <HiddenField name="reviewId" value={reviewId} />
        <RadioGroup
          name="finding"
          label={t('review.finding')}
          required
          options={findings.map((finding) => ({
            value: finding,
            label: t(`states.${stateWord[finding]}`),
          }))}
        />
        <TextArea
          name="note"
          label={t('review.note')}
          hint={t('review.noteHint')}
          maxLength={2_000}
          required
        />
        <SubmitButton>{t('review.record')}</SubmitButton>
      </Form>
    </section>
  );
}
