import { createHash } from 'node:crypto';
import known from './common-passwords.json';

/** The bytes of a hash that are kept: among so few, five are never alike by chance. */
export const printLength = 5;

/** What of a password is compared; upper and lower case are alike, as they are to who guesses. */
export const commonPrint = (password: string): Buffer =>
  createHash('sha256').update(password.toLowerCase()).digest().subarray(0, printLength);

let prints: Buffer | undefined;

/** Whether a password is among the first that are guessed: 30,000 that were found in leaks and satisfy our own rule. */
export function isCommonPassword(password: string): boolean {
  prints ??= Buffer.from(known.prints, 'base64');
  const wanted = commonPrint(password);
  let [from, to] = [0, prints.length / printLength];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const order = wanted.compare(prints, middle * printLength, (middle + 1) * printLength);
    if (order === 0) return true;
    if (order > 0) from = middle + 1;
    else to = middle;
  }
  return false;
}
