import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { environment, trustedProxies } from '@/env';
import { problem } from '../problem';
import { callerAddress } from './address';
import { headersOf, nonceHeader, pagePolicy } from './policy';
import { hasShortBody, refusalOf } from './refusal';

/** How long a body that is short may take to come in, in milliseconds: a telephone with one bar of signal needs less. */
const bodyMs = 30_000;

/**
 * Stands between the network and the framework, once for all: every request is made honest (who calls, by which name
 * we are known), the ones that must not go further are refused, and every answer carries the headers that a browser
 * keeps people safe by, whether a page made it, a route, a file, or a fault. No page relies on it for who may see what.
 */
export function guardTheGate(): void {
  const server = http.Server.prototype;
  const inherited = Reflect.get(server, 'emit') as (...given: unknown[]) => unknown;
  server.emit = function (this: http.Server, event: string | symbol, ...given: unknown[]): boolean {
    if (event === 'request') {
      const [request, response] = given as [http.IncomingMessage, http.ServerResponse];
      if (!admit(request, response)) return true;
    }
    return Reflect.apply(inherited, this, [event, ...given]) === true;
  };
}

/** Whether the request goes on to the framework; otherwise it is answered. */
function admit(request: http.IncomingMessage, response: http.ServerResponse): boolean {
  const [path = ''] = (request.url ?? '').split('?');
  const env = environment();
  const secure = env.APP_URL.startsWith('https://');
  const answered = {
    path,
    nonce: randomBytes(16).toString('base64'),
    secure,
    development: env.NODE_ENV === 'development',
  };
  complete(response, () =>
    headersOf({ ...answered, mediaType: String(response.getHeader('content-type') ?? '') }),
  );

  const { headers, socket } = request;
  const address = callerAddress(headers['x-forwarded-for'], socket.remoteAddress, trustedProxies(env));
  // The framework would believe whatever a caller writes here.
  delete headers['x-forwarded-host'];
  delete headers['x-forwarded-port'];
  Object.assign(headers, {
    'x-forwarded-for': address,
    'x-forwarded-proto': secure ? 'https' : 'http',
    // The framework finds in it the nonce for its own scripts, our frame the one for its style.
    'content-security-policy': pagePolicy(answered),
    [nonceHeader]: answered.nonce,
  });

  const refusal = refusalOf(request, path);
  if (refusal) {
    void answer(refusal, response);
    return false;
  }
  if (hasShortBody(request.method ?? '', path)) hurry(request, response);
  return true;
}

/** Adds what an answer does not say itself, at the last moment at which it can. */
function complete(response: http.ServerResponse, headers: () => Record<string, string>): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => http.ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    if (!response.headersSent) {
      for (const [name, value] of Object.entries(headers()))
        if (!response.hasHeader(name)) response.setHeader(name, value);
    }
    return writeHead(...given);
  };
}

/** Gives up on a body that trickles in: each one waited for would hold a connection. */
function hurry(request: http.IncomingMessage, response: http.ServerResponse): void {
  const timer = setTimeout(() => {
    if (request.complete || response.headersSent) return;
    response.setHeader('Connection', 'close');
    response.once('finish', () => request.destroy());
    void answer(problem('too-slow'), response);
  }, bodyMs);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}

async function answer(refusal: Response, response: http.ServerResponse): Promise<void> {
  response.writeHead(refusal.status, Object.fromEntries(refusal.headers));
  response.end(await refusal.text());
}
