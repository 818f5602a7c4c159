import type { IncomingHttpHeaders } from 'node:http';

/** For how long a proxy may keep a public page, in seconds: a change in it is seen by everybody after these at the latest. */
const pageSeconds = 5;

/**
 * Pages that show the same to all who come without a cookie. None of them holds a form whose hidden key makes it count once:
 * those who share a page would share the key.
 */
const everybodys = /^\/(esercenti|trasparenza(\/[\w-]+\/graduatoria)?|privacy|accessibilita)?$/;

/** Whether whoever asks is nobody in particular: they bring nothing that would tell them from others. */
export const isNobody = ({ cookie, authorization }: IncomingHttpHeaders): boolean =>
  cookie === undefined && authorization === undefined;

/** Whether the page of an address shows the same to all who are nobody in particular. */
export const isEverybodys = (path: string): boolean => everybodys.test(path);

/**
 * What lets a proxy give an answer to others who ask without a cookie, and lets browsers keep nothing (decision 0046). While
 * one of them asks for a new one, the others get the old one for some seconds more.
 *
 * @param told what the answer says already of how it varies
 * @param seconds for which it may be given
 */
export const sharedHeaders = (told: number | string | string[] | undefined, seconds = pageSeconds) => ({
  'Cache-Control': `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=${seconds * 4}`,
  Vary: ['Cookie', told ?? []].flat().join(', '),
});
