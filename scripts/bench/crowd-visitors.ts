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

/** Somebody who comes: where from, and what their browser keeps. */
interface Visitor {
  address: string;
  cookie: string;
}

/** What a while of visits came to. */
export interface Visits {
  /** Pages and acts that were answered with what was asked for. */
  served: number;
  /** Times that somebody was told to wait, always with Retry-After. */
  waited: number;
  /** Answers that did not come in time, and connections that broke, by fault. */
  lost: Map<string, number>;
  /** How long each answer took, the waiting page's too, in milliseconds. */
  times: number[];
  /** Answers that are none of these, by status. */
  wrong: Map<number, number>;
  /** How many applications are sent, as their citizens were told. */
  sent: number;
}

/**
 * The people who come: every so many of them is a citizen who sends an application, the others open a page. Each comes from
 * an address of their own on a connection of their own, a new one each time: that is what telephones do at worst.
 *
 * @param port of the proxy in front
 */
export function crowdOf(port: number, citizens: BenchCitizen[], everyso: number) {
  const agent = new http.Agent();
  const visits: Visits = { served: 0, waited: 0, lost: new Map(), times: [], wrong: new Map(), sent: 0 };
  let [came, closed] = [0, false];

  const ask = (
    { address, cookie }: Visitor,
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<Heard | null> =>
    new Promise((resolve) => {
      const asked = performance.now();
      const leave = (fault: NodeJS.ErrnoException): void => {
        if (!closed) visits.lost.set(fault.code ?? '', (visits.lost.get(fault.code ?? '') ?? 0) + 1);
        resolve(null);
      };
      const whole = { accept: 'text/html', ...headers, ...(cookie && { cookie }) };
      const request = http.request(
        { host: '127.0.0.1', localAddress: address, port, path, method, agent, headers: whole },
        (answer) => {
          answer.resume();
          answer.on('end', () => {
            visits.times.push(performance.now() - asked);
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
          });
          answer.on('error', leave);
        },
      );
      const patient = setTimeout(() => request.destroy(tooLate()), patience);
      request.on('close', () => clearTimeout(patient));
      request.on('error', leave);
      request.end();
    });

  /** Asks, and waits in the room for as long as it is told to; answers the status in the end, null where it left. */
  const untilServed = async (
    visitor: Visitor,
    method: string,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<number | null> => {
    while (!closed) {
      const heard = await ask(visitor, method, path, headers);
      if (heard === null) return null;
      const retryAfter = Number(heard.headers['retry-after']);
      if (heard.status !== 503 || !(retryAfter > 0)) {
        if (heard.status >= 400) visits.wrong.set(heard.status, (visits.wrong.get(heard.status) ?? 0) + 1);
        else visits.served++;
        return heard.status;
      }
      visits.waited++;
      const ticket = heard.headers['set-cookie']?.[0]?.split(';')[0];
      if (ticket) visitor.cookie = [visitor.cookie.split('; ')[0], ticket].filter(Boolean).join('; ');
      await sleep(retryAfter * 1_000, undefined, { ref: false });
    }
    return null;
  };

  const send = async ({ applicationId, cookie }: BenchCitizen, address: string): Promise<void> => {
    const citizen = { cookie, address };
    if ((await untilServed(citizen, 'GET', `/domande/${applicationId}`)) !== 200) return;
    const status = await untilServed(citizen, 'POST', `/api/v1/applications/${applicationId}/submission`, {
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
      const address = addressOf(came);
      await (citizen ? send(citizen, address) : untilServed({ cookie: '', address }, 'GET', '/accedi'));
    },
    /** Everybody goes. */
    close: (): void => {
      closed = true;
      agent.destroy();
    },
  };
}

/** An address of this machine's own, another for each number below four million: the loopback network is wide. */
const addressOf = (number: number): string =>
  `127.${64 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;

const tooLate = (): Error => Object.assign(new Error('no answer came'), { code: 'too late' });
