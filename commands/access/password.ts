import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';

/** argon2id at 19 MiB and two passes (OWASP's minimum for argon2id): about 40 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

export const passwordMatches = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password);

/** Compared with when there is no such user, so that the time of the answer does not tell whether one exists. */
export const nobodysHash: Promise<string> = hashPassword(temporaryPassword());

/** A password for the first entry: fourteen letters and digits without look-alikes, both kinds always present. */
export function temporaryPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz';
  const digits = '23456789';
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${draw(letters, 4)}-${draw(digits, 4)}-${draw(letters, 4)}`;
}
