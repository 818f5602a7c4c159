import type { IncomingMessage } from 'node:http';
import { bearerKey } from '../bearer';
import { problem } from '../problem';
import { isSameOrigin } from '../same-origin';
import { asPage } from './fatal-page';
import { isTill } from './policy';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const unsafe = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** No form of text is longer, in bytes: what is longer is no text of a person. */
const longestForm = 256 * 1024;

/** A whole programme comes as a document, in bytes (`documentLimit`). */
const longestDocument = 1024 * 1024;

/** Where bodies are long, may take their time, and are measured by whoever takes them as they stream in. */
const takesFiles = [
  /^\/api\/v1\/applications\/[^/]+\/attachments(\/[^/]+)?$/,
  /^\/domande\/[^/]+\/allegati\/carica$/,
  /^\/domande\/[^/]+\/risposta\/invia$/,
  /^\/assistenza\/[^/]+\/allegati$/,
  /^\/operatore\/registro\/carica$/,
  /^\/operatore\/lotti\/esiti\/carica$/,
  /^\/operatore\/liquidazioni\/esiti\/carica$/,
];

/** Where short bodies are measured too, and refused in the way the caller's software understands (`bytesOf`). */
const measures = [/^\/api\/v1(\/|$)/, /^\/api\/webhooks\//];

/**
 * Where a call proves in another way that no other site sent it with somebody's cookie: the API judges each session's
 * call itself (`callerOf`), carriers sign theirs.
 */
const provesOtherwise = [/^\/api\/v1(\/|$)/, /^\/api\/webhooks\//];

/** Whether a body at this address is short, and so has to come in at once. */
export const hasShortBody = (method: string, path: string): boolean =>
  unsafe.includes(method) && !takesFiles.some((each) => each.test(path));

/**
 * Why a request goes no further, or null. The framework breaks with a 500 on addresses that cannot be decoded (`%zz`)
 * and on methods it does not know (`TRACE`); a form longer than any is refused before a byte of it is kept; an act
 * sent by another site's page never reaches what would perform it.
 */
export function refusalOf(request: IncomingMessage, path: string): Response | null {
  const { method = '', headers } = request;
  if (!methods.includes(method)) return problem('method-not-allowed', {}, { Allow: methods.join(', ') });
  if (!isPlain(path)) return problem('malformed-address');
  if (isCrossing(request, path)) return newDocument();
  if (!unsafe.includes(method)) return null;
  if (isTooLong(request, path))
    return asPage(request.headers, problem('too-large'), ['tooLong', 'tooLongText']);
  if (!isOurs(headers, path))
    return asPage(request.headers, problem('cross-origin'), ['elsewhere', 'elsewhereText']);
  return null;
}

/**
 * Whether an address can be decoded, and means what it says: browsers resolve steps up and turn strokes round before they
 * send, so who leaves them in wants the gate to read another address than the framework.
 */
function isPlain(path: string): boolean {
  if (!/[%.\\]/.test(path)) return true;
  try {
    return !/(^|\/)\.{1,2}(\/|$)|\\/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** A body without a length, in pieces, is sent by no browser's form. */
function isTooLong({ headers }: IncomingMessage, path: string): boolean {
  if ([...takesFiles, ...measures].some((each) => each.test(path))) return false;
  const declared = headers['content-length'];
  const limit = path.startsWith('/operatore/bandi/') ? longestDocument : longestForm;
  return declared === undefined ? headers['transfer-encoding'] !== undefined : Number(declared) > limit;
}

function isOurs(headers: IncomingMessage['headers'], path: string): boolean {
  if (provesOtherwise.some((each) => each.test(path))) return true;
  // A key is no cookie: no browser adds it by itself, and no other site may.
  if (bearerKey(headers.authorization) !== null) return true;
  const get = (name: string): string | null => [headers[name] ?? []].flat()[0] ?? null;
  // The framework's sign-in carries a token of its own against this; a foreign origin is refused all the same.
  const saysNothing = get('origin') === null && get('sec-fetch-site') === null;
  if (saysNothing && path.startsWith('/api/auth/')) return true;
  return isSameOrigin({ get });
}

/**
 * Whether a page's scripts ask for what belongs in another kind of document than the one they run in: the till's pages
 * may do what the others may not (`isTill`), and a document keeps what it may do.
 */
function isCrossing({ method, headers }: IncomingMessage, path: string): boolean {
  if (method !== 'GET' || headers.rsc === undefined || !URL.canParse(headers.referer ?? '')) return false;
  return isTill(new URL(headers.referer ?? '').pathname) !== isTill(path);
}

/** The router takes an answer that is not its own for a page to open anew. */
const newDocument = (): Response =>
  new Response(null, { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
