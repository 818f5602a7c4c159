import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { Socket } from 'node:net';
import { environment, trustedProxies } from '@/env';
import { directAnswer } from './direct';
import { callerAddress } from './gate/address';
import { openAttendance } from './gate/attend';
import { beforeHead } from './gate/before-head';
import { boundClosing, connected, farewell, used } from './gate/closing';
import { takeByManyHands } from './gate/hands';
import { headersOf, nonceHeader, pagePolicy } from './gate/policy';
import { hasShortBody, refusalOf } from './gate/refusal';
import { isEverybodys, isNobody, sharedHeaders } from './gate/shared';
import type { Caller } from './gate/turn-away';
import { openWaitingRoom, type WaitingRoom } from './gate/waiting-room';
import { problem } from './problem';

/** How long a body that is short may take to come in, in milliseconds: a telephone with one bar of signal needs less. */
const bodyMs = 30_000;

/**
 * Stands between the network and the framework, once for all: requests that must not go further are refused, calls of
 * tills and people who send an application are answered (`direct.ts`), the others are made honest (who calls, by which
 * name we are known) and wait for their turn in a crowd (`gate/waiting-room.ts`), and every answer carries the headers that
 * a browser keeps people safe by, whether a page made it, a route, a file, or a fault. Nobody relies on it for who may see what.
 */
export function guardTheGate(): void {
  boundClosing();
  const server = http.Server.prototype;
  const inherited = Reflect.get(server, 'emit') as (...given: unknown[]) => unknown;
  let room: WaitingRoom | undefined;
  let attend: ReturnType<typeof openAttendance> | undefined;
  const production = environment().NODE_ENV === 'production';
  server.emit = function (this: http.Server, event: string | symbol, ...given: unknown[]): boolean {
    if (event === 'request') {
      const [request, response] = given as [http.IncomingMessage, http.ServerResponse];
      used(this, request.socket);
      const [path = ''] = (request.url ?? '').split('?');
      const caller = { server: this, request, response, path };
      const enter = (): void => void Reflect.apply(inherited, this, [event, ...given]);
      const { door, takeOn } = (room ??= openWaitingRoom());
      door(caller, (entry) =>
        (attend ??= openAttendance())(caller, () => {
          if (admit(caller)) takeOn(caller, entry, enter);
        }),
      );
      return true;
    }
    if (event === 'connection') connected(this, given[0] as Socket);
    if (event === 'listening' && production) takeByManyHands(this);
    return Reflect.apply(inherited, this, [event, ...given]) === true;
  };
}

/** Whether the request goes on to the framework; otherwise it is answered. */
function admit({ server, request, response, path }: Caller): boolean {
  const env = environment();
  const answered = {
    path,
    nonce: randomBytes(16).toString('base64'),
    secure: env.APP_URL.startsWith('https://'),
    development: env.NODE_ENV === 'development',
  };
  complete(response, () => ({
    ...headersOf({ ...answered, mediaType: String(response.getHeader('content-type') ?? '') }),
    ...farewell(server),
  }));
  if (request.method === 'GET' && isEverybodys(path) && isNobody(request.headers)) share(response);
  const refusal = refusalOf(request, path);
  if (refusal) {
    void respond(refusal, response);
    return false;
  }
  if (hasShortBody(request.method ?? '', path)) hurry(request, response);
  const direct = directAnswer(request);
  if (direct) {
    // Who hangs up in the middle of a call is answered by nobody.
    respond(direct, response).catch(() => response.destroy());
    return false;
  }
  makeHonest(request, answered, trustedProxies(env));
  return true;
}

/** Takes out of the headers what the framework would believe though any caller can write it. */
function makeHonest(
  { headers, socket }: http.IncomingMessage,
  answered: Parameters<typeof pagePolicy>[0],
  proxies: number,
): void {
  const address = callerAddress(headers['x-forwarded-for'], socket.remoteAddress, proxies);
  delete headers['x-forwarded-host'];
  delete headers['x-forwarded-port'];
  Object.assign(headers, {
    'x-forwarded-for': address,
    'x-forwarded-proto': answered.secure ? 'https' : 'http',
    // The framework finds in it the nonce for its own scripts, our frame the one for its style.
    'content-security-policy': pagePolicy(answered),
    [nonceHeader]: answered.nonce,
  });
}

/** Adds what an answer does not say itself. */
function complete(response: http.ServerResponse, headers: () => Record<string, string>): void {
  beforeHead(response, () => {
    for (const [name, value] of Object.entries(headers()))
      if (!response.hasHeader(name)) response.setHeader(name, value);
  });
}

/** Lets a proxy keep the page of somebody who is nobody in particular, where it is one and makes nobody of them by a cookie. */
function share(response: http.ServerResponse): void {
  beforeHead(response, (status) => {
    if (status !== 200 || response.hasHeader('set-cookie')) return;
    for (const [name, value] of Object.entries(sharedHeaders(response.getHeader('vary'))))
      response.setHeader(name, value);
  });
}

/** Gives up on a body that trickles in: each one waited for would hold a connection. */
function hurry(request: http.IncomingMessage, response: http.ServerResponse): void {
  const timer = setTimeout(() => {
    if (request.complete || response.headersSent) return;
    response.setHeader('Connection', 'close');
    response.once('finish', () => request.destroy());
    void respond(problem('too-slow'), response);
  }, bodyMs);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}

/** Writes a standard answer as the server's own. */
export async function respond(
  made: Response | Promise<Response>,
  response: http.ServerResponse,
): Promise<void> {
  const answer = await made;
  const text = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(text);
}
