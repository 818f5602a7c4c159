import type { IncomingHttpHeaders } from 'node:http';

/** For how long a proxy may give the same answer to others, in seconds; and for how many more, while it asks for a new one. */
interface Term {
  fresh: number;
  stale: number;
}

/** Of a public page: a change in it is seen by everybody after these seconds at the latest. */
const ofPage: Term = { fresh: 5, stale: 20 };

/**
 * Pages that show the same to all who come without a cookie. None of them holds a form whose hidden key makes it count once:
 * those who share a page would share the key.
 */
const everybodys = /^\/(esercenti|trasparenza(\/[\w-]+\/(graduatoria|sorteggio))?|privacy|accessibilita)?$/;

/** Whether whoever asks is nobody in particular: they bring nothing that would tell them from others. */
export const isNobody = ({ cookie, authorization }: IncomingHttpHeaders): boolean =>
  cookie === undefined && authorization === undefined;

/** Whether the page of an address shows the same to all who are nobody in particular. */
export const isEverybodys = (path: string): boolean => everybodys.test(path);

/**
 * What lets a proxy give an answer to others who ask without a cookie, and lets browsers keep nothing (decision 0046).
 *
 * @param told what the answer says already of how it varies
 */
export const sharedHeaders = (
  told: number | string | string[] | undefined,
  { fresh, stale }: Term = ofPage,
) => ({
  'Cache-Control': `public, max-age=0, s-maxage=${fresh}, stale-while-revalidate=${stale}`,
  Vary: ['Cookie', told ?? []].flat().join(', '),
});
