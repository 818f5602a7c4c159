import { codeLetters, normaliseCode } from '../code';

/** Letters of each part: 31^8, about 850 thousand million. */
export const partLength = 8;

/** A PIN as typed: the first part alone, or both. */
export interface TypedPin {
  first: string;
  /** Null where only the first part was given. */
  second: string | null;
}

/**
 * Reads a PIN as typed; lower case, blanks and dashes are accepted. Null where it is neither one part nor two, or has a
 * sign no PIN has: such a slip is told at once, and is no try.
 */
export function readPin(typed: string): TypedPin | null {
  const code = normaliseCode(typed);
  if (![...code].every((letter) => codeLetters.includes(letter))) return null;
  if (code.length === partLength) return { first: code, second: null };
  if (code.length !== 2 * partLength) return null;
  return { first: code.slice(0, partLength), second: code.slice(partLength) };
}

/** A part as it is written for people: `ABCD-EFGH`. */
export const writePart = (part: string): string => `${part.slice(0, 4)}-${part.slice(4)}`;
