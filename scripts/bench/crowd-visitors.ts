import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { BenchCitizen } from './crowd-town';

/** Whoever waits longer for an answer has gone, in milliseconds. */
const patience = 30_000;

interface Heard {
  status: number;
  /** In seconds; none where nobody has to wait. */
  retryAfter: number | null;
  /** The ticket that the browser keeps, with its cookie's name. */
  ticket: string | null;
}

/** Somebody who comes: where from, and what their browser keeps. */
interface Visitor {
  address: string;
  /** Of their session; empty where they have none. */
  cookie: string;
  ticket: string;
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

/** What was heard, where the answer came whole; a client of Node's own would take as much of the cores as it measures. */
function heardIn(text: string): Heard | null {
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end);
  const said = (name: string): string | null =>
    new RegExp(`\r\n${name}: ([^\r;]*)`, 'i').exec(head)?.[1] ?? null;
  const [length, retryAfter] = [said('content-length'), said('retry-after')];
  const isWhole =
    length === null ? /(^|\r\n)0\r\n\r\n$/.test(text.slice(-7)) : text.length - end - 4 === Number(length);
  if (end < 0 || !isWhole) return null;
  return {
    status: Number(head.slice(9, 12)),
    retryAfter: retryAfter === null ? null : Number(retryAfter),
    ticket: said('set-cookie'),
  };
}

/**
 * The people who come: every so many of them is a citizen who sends an application, the others open a page. Each comes from
 * an address of their own on a connection of their own, a new one each time: that is what telephones do at worst.
 *
 * @param port of the proxy in front
 */
export function crowdOf(port: number, citizens: BenchCitizen[], everyso: number) {
  const visits: Visits = { served: 0, waited: 0, lost: new Map(), times: [], wrong: new Map(), sent: 0 };
  const open = new Set<net.Socket>();
  let [came, closed] = [0, false];

  const ask = (
    { address, cookie, ticket }: Visitor,
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<Heard | null> =>
    new Promise((resolve) => {
      const asked = performance.now();
      const socket = net.connect({ host: '127.0.0.1', localAddress: address, port });
      open.add(socket);
      let text = '';
      let fault: NodeJS.ErrnoException | null = null;
      const patient = setTimeout(() => socket.destroy(tooLate()), patience);
      const whole = {
        ...{ host: `localhost:${port}`, connection: 'close', accept: 'text/html' },
        ...headers,
        ...(cookie || ticket ? { cookie: [cookie, ticket].filter(Boolean).join('; ') } : {}),
      };
      const lines = Object.entries(whole).map(([name, value]) => `${name}: ${value}`);
      socket.setEncoding('latin1');
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      socket.on('data', (piece) => (text += piece));
      socket.on('error', (error) => (fault = error));
      socket.on('close', () => {
        clearTimeout(patient);
        open.delete(socket);
        const heard = fault === null ? heardIn(text) : null;
        if (heard) visits.times.push(performance.now() - asked);
        else if (!closed) {
          const why = (fault as NodeJS.ErrnoException | null)?.code ?? 'cut off';
          visits.lost.set(why, (visits.lost.get(why) ?? 0) + 1);
        }
        resolve(heard);
      });
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
      if (heard.status !== 503 || !heard.retryAfter) {
        if (heard.status >= 400) visits.wrong.set(heard.status, (visits.wrong.get(heard.status) ?? 0) + 1);
        else visits.served++;
        return heard.status;
      }
      visits.waited++;
      visitor.ticket = heard.ticket ?? visitor.ticket;
      await sleep(heard.retryAfter * 1_000, undefined, { ref: false });
    }
    return null;
  };

  const send = async ({ applicationId, cookie }: BenchCitizen, address: string): Promise<void> => {
    const citizen = { cookie, address, ticket: '' };
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
      await (citizen
        ? send(citizen, address)
        : untilServed({ cookie: '', address, ticket: '' }, 'GET', '/accedi'));
    },
    /** Everybody goes. */
    close: (): void => {
      closed = true;
      for (const socket of open) socket.destroy();
    },
  };
}

/** An address of this machine's own, another for each number below four million: the loopback network is wide. */
const addressOf = (number: number): string =>
  `127.${64 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;

const tooLate = (): Error => Object.assign(new Error('no answer came'), { code: 'too late' });
