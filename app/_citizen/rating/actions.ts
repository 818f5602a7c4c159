'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { errorsOf, formAction, textOf } from '@/app/_server/form-action';
import { limited } from '@/app/_server/limited';
import { actorOf, requireUser } from '@/app/_server/session';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { rateService } from '@/commands/application/rate';
import { questionAfter, readRatingAnswer, readStars } from '@/domain/rating';
import { invalid } from '@/domain/refusal';
import { thanksId, type RatingState, type RatingStep } from './state';

/** One step on or back; the last one records the rating. */
export async function rate(_state: FormState, data: FormData): Promise<RatingState> {
  const values = typedValues(data, ['step', 'go']);
  const stars = readStars(textOf(data, 'stars'));
  const at = (step: RatingStep): RatingState => ({
    values,
    errors: [],
    step,
    ...(stars !== null && { question: questionAfter(stars) }),
  });
  const without = async (field: 'stars' | 'answer'): Promise<RatingState> => ({
    ...at(field),
    errors: await errorsOf(invalid(field, 'choice')),
  });
  const asked = textOf(data, 'step');
  const back = textOf(data, 'go') === 'back';
  if (stars === null) return without('stars');
  if (asked === 'answer' && back) return at('stars');
  if (asked !== 'answer' && asked !== 'details') return at('answer');
  if (back) return at('answer');
  if (readRatingAnswer(stars, textOf(data, 'answer')) === null) return without('answer');
  return asked === 'answer' ? at('details') : record(data, at);
}

/** Records the rating and opens the receipt anew, so that F5 sends nothing again; a hash alone would open nothing. */
async function record(data: FormData, at: (step: RatingStep) => RatingState): Promise<RatingState> {
  const applicationId = textOf(data, 'applicationId');
  const receipt = `/domande/${encodeURIComponent(applicationId)}/ricevuta`;
  const user = await requireUser(receipt, 'cittadino');
  const rating = {
    applicationId,
    stars: textOf(data, 'stars'),
    answer: textOf(data, 'answer'),
    details: textOf(data, 'details'),
  };
  const { errors } = await formAction(data, {}, () =>
    limited('rating-person', () => rateService(database(), actorOf(user), rating), user.id),
  );
  if (errors.length === 0) redirect(`${receipt}?valutata=si#${thanksId}`);
  return { ...at('details'), errors };
}
