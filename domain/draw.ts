import { createHash } from 'node:crypto';

/** What a draw is for; the same secret gives each purpose an order of its own. */
export type DrawPurpose = 'parita' | 'controllo';

/** What makes the order of a draw: a secret fixed before, and a number that nobody knew then. */
export interface DrawSeed {
  /** Published as its digest before anybody could apply, and itself afterwards. */
  secret: string;
  /** Drawn in public after the secret was fixed, as its source wrote it (a state lottery's extraction). */
  publicNumber: string;
}

/** The digest by which a secret is published before it is told: SHA-256 of its letters, in hexadecimal. */
export const commitmentTo = (secret: string): string => sha256(secret);

/**
 * The ticket of an application in a draw: SHA-256 of `purpose|secret|public number|protocol number`, in hexadecimal. The
 * smaller comes first. Whoever knows the four can recompute it with any tool
 * (`printf 'parita|…|…|11625/2021' | sha256sum`): who keeps the secret cannot choose, since the public number came later,
 * and who knows the number could not choose, since the secret was fixed.
 *
 * @param registration as it is written on the receipt: `11625/2021`
 */
export const ticketOf = (purpose: DrawPurpose, seed: DrawSeed, registration: string): string =>
  sha256([purpose, seed.secret, seed.publicNumber, registration].join('|'));

/** The protocol numbers in the order of a draw. */
export function drawn(purpose: DrawPurpose, seed: DrawSeed, registrations: readonly string[]): string[] {
  return registrations
    .map((registration) => ({ registration, ticket: ticketOf(purpose, seed, registration) }))
    .sort((one, other) => (one.ticket < other.ticket ? -1 : one.ticket > other.ticket ? 1 : 0))
    .map(({ registration }) => registration);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
