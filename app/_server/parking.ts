import { createHmac, timingSafeEqual } from 'node:crypto';
import { authSecrets } from '@/env';

/** How long a drawn page may still hand in what was typed on it, in milliseconds: a day. */
const lifetime = 24 * 60 * 60 * 1000;

/**
 * A sealed note that a page for this draft was drawn for its owner. Posted back when the access has ended in between, it
 * lets the typed text be kept; it opens and shows nothing.
 */
export function parkingTicket(applicationId: string, now = Date.now()): string {
  const until = (now + lifetime).toString(36);
  return `${until}.${seal(authSecrets()[0], applicationId, until)}`;
}

/** Whether the ticket was given for this draft and is still good. */
export function isParkingTicket(ticket: string, applicationId: string, now = Date.now()): boolean {
  const [until = '', given = ''] = ticket.split('.');
  const sealed = authSecrets().some((secret) => {
    const expected = seal(secret, applicationId, until);
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  });
  return sealed && Number.parseInt(until, 36) > now;
}

const seal = (secret: string, applicationId: string, until: string): string =>
  createHmac('sha256', secret).update(`parking:${applicationId}:${until}`).digest('base64url');
