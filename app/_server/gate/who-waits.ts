import type { IncomingHttpHeaders } from 'node:http';
import { bearerKey } from '../bearer';
import { isCrowdsCall } from '../direct';

/**
 * Addresses that nobody ever waits for: what pages are made of, what watches over the service and carries its messages,
 * and those by which one asks for help.
 */
const free =
  /^\/(_next|ente|cassa|cassa-sw\.js|icon|icons\.svg|favicon\.ico|\.well-known|api\/(health|ready|metrics|webhooks|dev)|assistenza|accessibilita|privacy)([/.]|$)/;

/** Where the Ente and the shops work: whoever is signed in goes there at once. Others find nothing there. */
const work =
  /^\/(operatore|supporto|contact-center|intermediario|esercente|api\/v1\/(vouchers|holds|redemptions))(\/|$)/;

/**
 * Whether the address is of those that never wait; a call with a key is its own proof, and applications that are sent at the
 * same moment are sent together.
 */
export const isFree = (path: string, headers: IncomingHttpHeaders): boolean =>
  free.test(path) || bearerKey(headers.authorization) !== null || isCrowdsCall(path);

export const isWork = (path: string): boolean => work.test(path);
