import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { sessionSeconds } from '@/domain/session';
import { authSecrets } from '@/env';

/** What a browser's cookie says of its place in the queue: nothing of a person. */
export interface Ticket {
  /** Sixteen bytes, in hexadecimal; empty in a ticket that all of a moment share. */
  holder: string;
  /** In microseconds of Unix time. */
  arrivedAt: number;
}

/** A place for somebody who has just come. Two of one millisecond are told apart by chance. */
export const newTicket = (now: number): Ticket => ({
  // Drawn many at a time by the platform: cheaper than random bytes, for each of a crowd.
  holder: randomUUID().replaceAll('-', ''),
  arrivedAt: now * 1_000 + randomInt(1_000),
});

/** The ticket of all who come at a moment, where a proxy gives them one page: the moment alone. */
export const sharedTicket = (now: number): Ticket => ({ holder: '', arrivedAt: now * 1_000 });

/**
 * The ticket of whoever came back with one: a place of their own. Those who share a moment would all be called by the first
 * call among them, so each comes a little later, a microsecond for each millisecond that they took to come back.
 */
export const ownTicket = (ticket: Ticket, now: number): Ticket =>
  ticket.holder === ''
    ? { ...newTicket(now), arrivedAt: ticket.arrivedAt + Math.round(now - ticket.arrivedAt / 1_000) }
    : ticket;

/** A ticket as the cookie has it. */
export function sealTicket({ holder, arrivedAt }: Ticket): string {
  const written = `${arrivedAt.toString(36)}.${holder}`;
  return `${written}.${sealOf(authSecrets()[0], written)}`;
}

/** The ticket in a cookie; null where we did not write it, or it is older than a session may become. */
export function openTicket(cookie: string | undefined, now: number): Ticket | null {
  const [arrived = '', holder = '', given = ''] = (cookie ?? '').split('.');
  if (given === '') return null;
  const isOurs = authSecrets().some((secret) => {
    const expected = sealOf(secret, `${arrived}.${holder}`);
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  });
  const arrivedAt = Number.parseInt(arrived, 36);
  return isOurs && now - arrivedAt / 1_000 < sessionSeconds * 1_000 ? { holder, arrivedAt } : null;
}

/** The one place of somebody who is signed in, whatever browser they use: sixteen bytes, in hexadecimal. */
export const holderOf = (userId: string): string =>
  createHmac('sha256', authSecrets()[0]).update(`waiting-person:${userId}`).digest('hex').slice(0, 32);

/**
 * What somebody drew at an opening, from 0 to below 1. Nobody can foresee it, and asking again does not change it.
 *
 * @param whose of a person, or of the network of somebody who is not signed in: more browsers are no more lots
 */
export function lotOf(whose: string, opening: number | null): number {
  const drawn = createHmac('sha256', authSecrets()[0]).update(`waiting-lot:${opening}:${whose}`).digest();
  return drawn.readUIntBE(0, 6) / 2 ** 48;
}

const sealOf = (secret: string, written: string): string =>
  createHmac('sha256', secret).update(`waiting-ticket:${written}`).digest('base64url');
