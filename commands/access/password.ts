import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { sql } from 'drizzle-orm';
import { temporaryPasswordTerms } from '../../domain/sign-in-limits';

/** argon2id at 12 MiB and three passes, of OWASP's five settings of equal strength (decision 53): some 9 ms of a core. */
const cost = { memoryCost: 12_288, timeCost: 3, parallelism: 1 };

/** More at once would only take memory and the cores from everybody else; a queue longer than this waits seconds. */
const atOnce = availableParallelism();
const longestQueue = atOnce * 100;

let running = 0;
const queue: (() => void)[] = [];

async function inTurn<T>(hashing: () => Promise<T>): Promise<T> {
  if (running < atOnce) running++;
  else await new Promise<void>((resolve) => queue.push(resolve));
  try {
    return await hashing();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}

/**
 * The seconds after which somebody had better come back, or 0 while there is room: asked before any work is done for
 * whoever has not proved who they are. Not the same for all, so that they do not come back together.
 */
export const crowdedSeconds = (): number => (queue.length < longestQueue ? 0 : randomInt(3, 10));

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

/** What is longer than any password that could have been set matches nothing, after the same work. */
export const passwordMatches = (passwordHash: string, password: string): Promise<boolean> =>
  inTurn(() => verify(passwordHash, password.slice(0, 1024)));

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

/** What is written of a user whose password was sent: it has to be changed, and is not good for long. */
export const temporary = (passwordHash: string) => ({
  passwordHash,
  mustChangePassword: true,
  passwordUntil: sql`now() + make_interval(days => ${temporaryPasswordTerms.days}::integer)`,
});
