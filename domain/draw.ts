import { createHash } from 'node:crypto';
import { writeRegistration, type RegistrationNumber } from './application/registration';

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

/** What a ticket is the SHA-256 of: `purpose|secret|public number|protocol number`. */
export const ticketText = (purpose: DrawPurpose, seed: DrawSeed, registration: string): string =>
  [purpose, seed.secret, seed.publicNumber, registration].join('|');

/**
 * The ticket of an application in a draw: SHA-256 of its text, in hexadecimal. The
 * smaller comes first. Whoever knows the four can recompute it with any tool
 * (`printf 'parita|…|…|11625/2021' | sha256sum`): who keeps the secret cannot choose, since the public number came later,
 * and who knows the number could not choose, since the secret was fixed.
 *
 * @param registration as it is written on the receipt: `11625/2021`
 */
export const ticketOf = (purpose: DrawPurpose, seed: DrawSeed, registration: string): string =>
  sha256(ticketText(purpose, seed, registration));

/** The protocol numbers in the order of a draw. */
export function drawn(purpose: DrawPurpose, seed: DrawSeed, registrations: readonly string[]): string[] {
  return registrations
    .map((registration) => ({ registration, ticket: ticketOf(purpose, seed, registration) }))
    .sort((one, other) => (one.ticket < other.ticket ? -1 : one.ticket > other.ticket ? 1 : 0))
    .map(({ registration }) => registration);
}

/**
 * Where an application stands among its equals: its ticket as a figure that numbers hold exactly and that sorts as tickets
 * do, by the first thirteen letters, 52 bits. The database works out the same (`drawn_figure`).
 *
 * @param seed null until the draw was made, and so is the figure
 */
export const figureIn = (seed: DrawSeed | null, registration: RegistrationNumber): number | null =>
  seed && Number.parseInt(ticketOf('parita', seed, writeRegistration(registration)).slice(0, 13), 16);

/**
 * The public number as it is kept: groups of figures and letters, one blank between them, so that it is the same for
 * everybody and stands in a command as it is. Null for anything else, and where there is no figure in it.
 */
export function readPublicNumber(text: string): string | null {
  const number = text.trim().replaceAll(/\s+/g, ' ');
  return number.length <= 100 && /\d/.test(number) && /^[0-9A-Za-z]+( [0-9A-Za-z]+)*$/.test(number)
    ? number
    : null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
