import { getTranslations } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { Form } from '@/app/_ui/Form';
import { longestDetails, ratingAnswers, stars, type RatingQuestion } from '@/domain/rating';
import { rate } from './actions';
import { RatingSteps } from './RatingSteps';
import type { RatingWords } from './state';
import { Thanks } from './Thanks';

/** Asks how easy the service was, once for each sent application of the signed-in citizen (criterion C.SE.1.7). */
export async function Rating({ applicationId }: { applicationId: string }) {
  const [{ application }, t] = await Promise.all([ownApplication(applicationId), getTranslations('rating')]);
  return (
    <section className="rating no-print" aria-labelledby="valuta">
      <h2 id="valuta">{t('title')}</h2>
      {application.rated ? (
        <Thanks>{t('thanks')}</Thanks>
      ) : (
        <Form action={rate} id="valutazione">
          <input type="hidden" name="applicationId" value={applicationId} />
          <RatingSteps words={await ratingWords()} />
        </Form>
      )}
    </section>
  );
}

async function ratingWords(): Promise<RatingWords> {
  const t = await getTranslations('rating');
  const branch = (question: RatingQuestion) => ({
    question: t(question),
    options: ratingAnswers[question].map((value) => ({ value, label: t(`answers.${value}`) })),
  });
  return {
    progress: {
      stars: t('step', { step: 1 }),
      answer: t('step', { step: 2 }),
      details: t('step', { step: 3 }),
    },
    stars: {
      question: t('stars'),
      hint: t('starsHint'),
      options: stars.map((count) => ({ value: String(count), label: t('starsOf', { count }) })),
    },
    answers: { difficulties: branch('difficulties'), preferred: branch('preferred') },
    details: { question: t('details'), hint: t('detailsHint', { count: longestDetails }) },
    next: t('next'),
    back: t('back'),
    send: t('send'),
  };
}
