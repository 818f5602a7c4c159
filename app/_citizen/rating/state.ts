import type { FormState } from '@/app/_ui/form-state';
import type { RatingQuestion } from '@/domain/rating';

/** The three short steps. */
export type RatingStep = 'stars' | 'answer' | 'details';

/** Where the last step leads on the page. */
export const thanksId = 'grazie';

/** Where the rating stands. What was chosen so far travels in `values`: nothing is kept until the last step. */
export type RatingState = FormState & { step: RatingStep; question?: RatingQuestion };

/** All the words of the steps: the catalogue does not travel to the browser. */
export type RatingWords = {
  progress: Record<RatingStep, string>;
  stars: { question: string; hint: string; options: { value: string; label: string }[] };
  answers: Record<RatingQuestion, { question: string; options: { value: string; label: string }[] }>;
  details: { question: string; hint: string };
  next: string;
  back: string;
  send: string;
};
