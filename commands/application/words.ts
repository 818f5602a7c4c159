import { invalid, type Refusal } from '../../domain/refusal';

/** What people write about a case, in characters: two full pages. */
export const longestText = 4_000;

/** The refusal of a text that is longer than any is kept, at its field; null where it is not. */
export const tooLong = (text: string | null, field: string): Refusal | null =>
  text !== null && text.length > longestText ? invalid(field, 'too-long') : null;
