import type { FieldFault, Refusal } from './refusal';
import { ok, refused, type Result } from './result';

/** The stars a service can get, from the hardest to use to the easiest (criterion C.SE.1.7). */
export const stars = [1, 2, 3, 4, 5] as const;

export type Stars = (typeof stars)[number];

/** The second question by the stars, each with its five answers, as in the model for the services of the Comuni. */
export const ratingAnswers = {
  difficulties: ['unclear', 'incomplete', 'unsure-of-progress', 'technical-problems', 'other-difficulty'],
  preferred: ['clear', 'complete', 'sure-of-progress', 'no-technical-problems', 'other-preferred'],
} as const;

export type RatingQuestion = keyof typeof ratingAnswers;

export type RatingAnswer = (typeof ratingAnswers)[RatingQuestion][number];

/** The longest free text, in characters. */
export const longestDetails = 200;

export interface Rating {
  stars: Stars;
  answer: RatingAnswer;
  details: string | null;
}

/** What is asked after the stars: from 1 to 3 the difficulties, from 4 on what was preferred. */
export const questionAfter = (given: Stars): RatingQuestion => (given < 4 ? 'difficulties' : 'preferred');

/** The stars as a form carries them, or null. */
export const readStars = (text: string): Stars | null => stars.find((each) => String(each) === text) ?? null;

/** The answer as a form carries it, or null where it does not answer the question that follows the stars. */
export const readRatingAnswer = (given: Stars, text: string): RatingAnswer | null =>
  ratingAnswers[questionAfter(given)].find((each) => each === text) ?? null;

/**
 * Reads a rating as typed.
 *
 * Refusal: `invalid` with a fault for each of `stars`, `answer`, `details` that is missing or too long.
 */
export function readRating(typed: {
  stars: string;
  answer: string;
  details: string;
}): Result<Rating, Refusal> {
  const given = readStars(typed.stars);
  const answer = given === null ? null : readRatingAnswer(given, typed.answer);
  const details = typed.details.replaceAll('\r\n', '\n').trim();
  const faults: FieldFault[] = [];
  if (given === null) faults.push({ field: 'stars', code: 'choice' });
  if (given !== null && answer === null) faults.push({ field: 'answer', code: 'choice' });
  if (details.length > longestDetails) faults.push({ field: 'details', code: 'too-long' });
  if (given === null || answer === null || faults.length > 0) return refused({ code: 'invalid', faults });
  return ok({ stars: given, answer, details: details === '' ? null : details });
}

/** With fewer ratings than these one could guess who gave which: only their number is told. */
export const fewestToReport = 5;

/** A programme's ratings as the office sees them; `byStars` holds a number for each of the five. */
export type RatingReport = { count: number; average?: never } | Report;

interface Report {
  count: number;
  average: number;
  byStars: Record<Stars, number>;
}

/** Sums ratings up, but for those too few to stay anonymous. */
export function reportOf(byStars: Record<Stars, number>): RatingReport {
  const count = stars.reduce((sum, each) => sum + byStars[each], 0);
  if (count < fewestToReport) return { count };
  return { count, average: stars.reduce((sum, each) => sum + each * byStars[each], 0) / count, byStars };
}
