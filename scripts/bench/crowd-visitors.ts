import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { BenchCitizen } from './crowd-town';

/** Whoever waits longer for an answer has gone, in milliseconds. */
const patience = 30_000;

interface Heard {
  status: number;
  headers: http.IncomingHttpHeaders;
}

/** What a while of visits came to. */
export interface Visits {
  /** Pages and acts that were answered with what was asked for. */
  served: number;
  /** Times that somebody was told to wait, always with Retry-After. */
  waited: number;
  /** Answers that did not come in time, and connections that broke. */
  lost: number;
  /** Answers that are none of these, by status. */
  wrong: Map<number, number>;
  /** How many applications are sent, as their citizens were told. */
  sent: number;
}

/** The people who come: every so many of them is a citizen who sends an application, the others open a page. */
export function crowdOf(port: number, citizens: BenchCitizen[], everyso: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2_000 });
  const visits: Visits = { served: 0, waited: 0, lost: 0, wrong: new Map(), sent: 0 };
  let [came, closed] = [0, false];

  const ask = (method: string, path: string, headers: Record<string, string>): Promise<Heard | null> =>
    new Promise((resolve) => {
      const request = http.request(
        { host: '127.0.0.1', port, path, method, agent, headers: { accept: 'text/html', ...headers } },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
          answer.on('error', () => resolve(null));
        },
      );
      request.setTimeout(patience, () => request.destroy());
      // The server closes connections that stand idle: as a browser does, asks again on a new one.
      request.on('error', () => resolve(request.reusedSocket ? ask(method, path, headers) : null));
      request.end();
    });

  /** Asks, and waits in the room for as long as it is told to; answers the status in the end, null where it left. */
  const untilServed = async (
    method: string,
    path: string,
    jar: { cookie: string },
    headers: Record<string, string> = {},
  ): Promise<number | null> => {
    while (!closed) {
      const heard = await ask(method, path, { ...headers, ...(jar.cookie && { cookie: jar.cookie }) });
      if (heard === null) {
        if (!closed) visits.lost++;
        return null;
      }
      const retryAfter = Number(heard.headers['retry-after']);
      if (heard.status !== 503 || !(retryAfter > 0)) {
        if (heard.status >= 400) visits.wrong.set(heard.status, (visits.wrong.get(heard.status) ?? 0) + 1);
        else visits.served++;
        return heard.status;
      }
      visits.waited++;
      const ticket = heard.headers['set-cookie']?.[0]?.split(';')[0];
      if (ticket) jar.cookie = [jar.cookie.split('; ')[0], ticket].filter(Boolean).join('; ');
      await sleep(retryAfter * 1_000, undefined, { ref: false });
    }
    return null;
  };

  const send = async ({ applicationId, cookie }: BenchCitizen): Promise<void> => {
    const jar = { cookie };
    if ((await untilServed('GET', `/domande/${applicationId}`, jar)) !== 200) return;
    const status = await untilServed('POST', `/api/v1/applications/${applicationId}/submission`, jar, {
      accept: 'application/json',
      origin: `http://localhost:${port}`,
      'idempotency-key': randomUUID(),
      'content-length': '0',
    });
    if (status === 201) visits.sent++;
  };

  return {
    visits,
    /** One more person comes, and stays until they are served. */
    one: async (): Promise<void> => {
      const citizen = ++came % everyso === 0 ? citizens.pop() : undefined;
      await (citizen ? send(citizen) : untilServed('GET', '/accedi', { cookie: '' }));
    },
    /** Everybody goes. */
    close: (): void => {
      closed = true;
      agent.destroy();
    },
  };
}
