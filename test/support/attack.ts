import type { WireCall } from './fuzz/requests';
import { send, type WireAnswer } from './fuzz/send';
import { given } from './given';
import { formIn } from './written-form';

/** A call as an attacker writes it: nothing of it is put right on the way. */
export const attack = (
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<WireAnswer> =>
  send({ method, path, headers, body: body === undefined ? null : Buffer.from(body) });

/** What came of asking for a page: shown, sent elsewhere, or nothing there; as told to browsers and to the router's scripts. */
export function verdictOf({ status, headers, text }: WireAnswer): string {
  const location = headers.location ?? /NEXT_REDIRECT;\w+;([^;"]+);/.exec(text)?.[1];
  if (location !== undefined) return `sent to ${new URL(location, 'http://here').pathname}`;
  if (status === 404 || text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'nothing there';
  return status < 300 ? 'shown' : `refused with ${status}`;
}

/** Whether no cache on the way may keep an answer. */
export const isKeptByNobody = ({ headers }: WireAnswer): boolean =>
  /\bno-store\b/.test(headers['cache-control'] ?? '') && !/\bpublic\b/.test(headers['cache-control'] ?? '');

/** Asks several at a time, in their order. */
export async function inTurns<T, R>(all: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let start = 0; start < all.length; start += 6)
    answers.push(...(await Promise.all(all.slice(start, start + 6).map(ask))));
  return answers;
}

/** Posts the main form of a page without scripts, with what the page hides in it, and fields more or other than its own. */
export const postForm = async (
  path: string,
  fields: [name: string, value: string | Blob][],
  headers: Record<string, string> = {},
): Promise<WireAnswer> => send(await writtenForm(path, fields, headers));

/**
 * A form of a page as a browser without scripts would post it: with what the page hides in it and the fields given, to the
 * form's own address.
 *
 * @param mark something that stands in the form alone, where it is not the page's first
 */
export async function writtenForm(
  path: string,
  fields: [name: string, value: string | Blob][],
  headers: Record<string, string> = {},
  mark = '',
): Promise<WireCall & { body: Buffer }> {
  const page = await attack(path, { headers: { cookie: headers.cookie ?? '' } });
  const { origin } = new URL(given('TEST_APP_URL'));
  const call = await formIn(page.text, { path, origin, fields, mark });
  return { ...call, headers: { ...call.headers, ...headers } };
}
