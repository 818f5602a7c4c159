import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WireCall } from '../../test/support/fuzz/requests';
import { formIn } from '../../test/support/written-form';
import type { Random } from '../../domain/random';

export interface Heard {
  status: number;
  location: string;
  /** What the answer would have a browser keep, as a `Cookie` header. */
  cookie: string;
  text: string;
}

/** How long one try is waited for, how long somebody goes on trying, and how soon they try again; in milliseconds. */
const patience = { answer: 1_500, altogether: 30_000, pause: 60 };

/** Answers that tell to come again: nothing was decided by them. */
const comeAgain = new Set([500, 502, 503, 504]);

/**
 * Who calls several web processes in turn, and does the very same call again, at the next one, until an answer is heard: with the
 * same key, which is what makes that safe.
 */
export class Client {
  private readonly agents: { port: number; agent: http.Agent }[];
  /** Whose turn it is to be asked first: one process after the other, as behind a proxy. */
  private turn: number;

  /**
   * @param origin the address at which people open the site, whichever process answers
   * @param faults how often each answer above 500 was heard that is no "come again later"
   */
  constructor(
    ports: readonly number[],
    private readonly origin: string,
    private readonly random: Random,
    private readonly faults: Map<string, number>,
  ) {
    this.agents = ports.map((port) => ({ port, agent: new http.Agent({ keepAlive: true }) }));
    this.turn = random.between(0, ports.length - 1);
  }

  /**
   * @param givesUp the part of the cases in which somebody whose first try failed goes away, never to ask again
   * @returns null where no answer was heard
   */
  async call(call: WireCall, givesUp = 0): Promise<Heard | null> {
    let turn = this.turn++;
    for (const until = performance.now() + patience.altogether; performance.now() < until;) {
      const heard = await this.tryOnce(call, turn++);
      // Nothing listens there: a proxy asks the next one, and nobody notices.
      if (heard === 'refused') {
        await sleep(patience.pause);
        continue;
      }
      if (heard && !comeAgain.has(heard.status)) return heard;
      if (heard?.status === 500) this.note(call);
      if (this.random.chance(givesUp)) return null;
      await sleep(patience.pause);
    }
    return null;
  }

  /** Posts a form of a page as a browser without scripts would. @returns what came of it, and the fields it hid */
  async post(
    page: { path: string; cookie: string; from?: string },
    fields: [string, string][],
    mark = '',
  ): Promise<{ heard: Heard | null; hidden: (name: string) => string } | null> {
    const headers = { cookie: page.cookie, ...(page.from && { 'x-forwarded-for': page.from }) };
    const shown = await this.call({ method: 'GET', path: page.path, headers, body: null });
    if (shown?.status !== 200) return null;
    const { path, origin } = { path: page.path, origin: this.origin };
    const form = await formIn(shown.text, { path, origin, fields, mark });
    const written = form.body.toString();
    const heard = await this.call({ ...form, headers: { ...form.headers, ...headers } });
    return {
      heard,
      hidden: (name) => new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`).exec(written)?.[1] ?? '',
    };
  }

  close(): void {
    for (const { agent } of this.agents) agent.destroy();
  }

  private note({ method, path }: WireCall): void {
    const where = `${method} ${path.replace(/[0-9a-f-]{36}|(?<=vouchers\/)\w+|(?<=supporto\/)\w+|(?<=assistenza\/)\w+|\?.*/g, '…')}`;
    this.faults.set(where, (this.faults.get(where) ?? 0) + 1);
  }

  private tryOnce(
    { method, path, headers, body }: WireCall,
    turn: number,
  ): Promise<Heard | 'refused' | null> {
    const { port, agent } = this.agents[turn % this.agents.length]!;
    const { host } = new URL(this.origin);
    return new Promise((resolve) => {
      const request = http.request(
        {
          ...{ host: '127.0.0.1', port, agent, method, path },
          headers: { host, accept: '*/*', ...headers, ...(body && { 'content-length': body.length }) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', () => resolve(null));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              location: answer.headers.location ?? '',
              cookie: (answer.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; '),
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      request.setTimeout(patience.answer, () => request.destroy());
      request.on('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'ECONNREFUSED' ? 'refused' : null),
      );
      request.on('close', () => resolve(null));
      request.end(body ?? undefined);
    });
  }
}
