import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { environment } from '@/env';
import { newTrace, traceId, traceSaid } from '@/tracing/trace';
import { cookieName } from '../auth';
import { metrics } from '../metrics';
import { refusalProblem } from '../problem';
import { farewell } from './closing';
import { headersOf } from './policy';
import { hasShortBody } from './refusal';
import { sharedHeaders } from './shared';
import { sealTicket, type Ticket } from './ticket';
import { waitingPage, waitingPolicy, type Standing } from './waiting-page';

/** Somebody at the door. */
export interface Caller {
  server: Server;
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
}

/** For how long a proxy may give those who have just come the same page: no longer, or they would wait when nobody else does. */
const ofArrivals = { fresh: 1, stale: 1 };

const [html, problems] = ['text/html; charset=utf-8', 'application/problem+json'];

/** Where a browser's ticket stands. */
export const ticketCookie = (): string => cookieName('waiting');

/**
 * How those at the door are answered: of all answers the one that a crowd gets most often, so what is the same in each is
 * made once, and neither span nor line of the log is made for any; `buoni_waiting_room_answers_total` counts them.
 */
export function openTurningAway() {
  const { APP_URL, METRICS_TOKEN } = environment();
  const secure = APP_URL.startsWith('https://');
  const cookieEnd = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const told = METRICS_TOKEN === undefined ? null : metrics().toldToWait;
  const standard = (mediaType: string, changes: Record<string, string> = {}): string[] =>
    Object.entries({
      ...headersOf({ path: '', mediaType, nonce: '', secure, development: false }),
      ...changes,
    }).flat();
  const page = {
    'Content-Type': html,
    'Content-Security-Policy': waitingPolicy,
    'Cache-Control': 'no-store',
  };
  const headers = {
    page: standard(html, page),
    sharedPage: standard(html, { ...page, ...sharedHeaders('Accept', ofArrivals) }),
    program: standard(problems, { 'Content-Type': problems }),
    yes: standard(''),
  };

  const answer = (
    { server, request, response }: Caller,
    status: number,
    common: string[],
    own: string[],
    body?: string,
  ): void => {
    const trace = traceSaid(request.headers) ?? newTrace();
    const ending = Object.entries(farewell(server)).flat();
    response.writeHead(status, [...common, ...own, 'X-Request-Id', traceId(trace), ...ending]);
    response.end(body);
  };

  return {
    /** To a page's script that asked whether it may come in. */
    yes: (caller: Caller): void => answer(caller, 204, headers.yes, []),

    /**
     * Tells a person by a page, and a program by a problem document, when to come again.
     *
     * @param ticket to be kept by the browser, or null
     * @param isShared whether others may be given the same answer
     */
    no: (caller: Caller, standing: Standing, ticket: Ticket | null, isShared: boolean): void => {
      const { request, response, path } = caller;
      told?.inc();
      const own = ['Retry-After', String(standing.seconds)];
      if (ticket) own.push('Set-Cookie', `${ticketCookie()}=${sealTicket(ticket)}${cookieEnd}`);
      // A form is read to its end and dropped; a file would go on and on.
      if (standing.posted && !hasShortBody(request.method ?? '', path)) own.push('Connection', 'close');
      const tell = (common: string[], body: string): void =>
        answer(caller, 503, common, [...own, 'Content-Length', String(Buffer.byteLength(body))], body);
      if (request.headers.accept?.includes('text/html'))
        return tell(isShared ? headers.sharedPage : headers.page, waitingPage(standing));
      refusalProblem({ code: 'crowded', retryAfterSeconds: standing.seconds })
        .text()
        .then((text) => tell(headers.program, text))
        .catch(() => response.destroy());
    },
  };
}
