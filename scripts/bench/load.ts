import http from 'node:http';
import { quantile } from './part';

/** A call that is measured. */
export interface Call {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Answer {
  status: number;
  body: string;
}

/** What a while of calls came to. */
export interface Load {
  perSecond: number;
  /** How long each call took, in milliseconds. */
  times: number[];
}

/** The time within which all but a hundredth of the calls were answered, in milliseconds. */
export const p99 = ({ times }: Load): number => quantile(times, 0.99);

/** A load in words. */
export const figures = (load: Load): string =>
  `${load.perSecond.toFixed(0)}/s p50 ${quantile(load.times, 0.5).toFixed(0)} ms p99 ${p99(load).toFixed(0)} ms`;

/**
 * A client that is always waiting for so many answers at once, each on a connection of its own that stays open; it asks the
 * servers in turn where there are several.
 */
export class Client {
  private readonly agent: http.Agent;
  private turn = 0;

  constructor(
    private readonly ports: readonly number[],
    private readonly connections: number,
  ) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Another client of the same servers, for so many connections. */
  widened(connections: number): Client {
    return new Client(this.ports, connections);
  }

  /** Calls for so many milliseconds, and hands each answer to whoever knows what it must be. */
  async load<C extends Call>(
    milliseconds: number,
    next: () => C,
    heard: (call: C, answer: Answer) => void,
  ): Promise<Load> {
    const times: number[] = [];
    const started = performance.now();
    const end = started + milliseconds;
    const one = async (): Promise<void> => {
      while (performance.now() < end) {
        const call = next();
        const asked = performance.now();
        const answer = await this.post(call);
        times.push(performance.now() - asked);
        heard(call, answer);
      }
    };
    await Promise.all(Array.from({ length: this.connections }, one));
    return { perSecond: (times.length * 1_000) / (performance.now() - started), times };
  }

  post({ path, headers, body }: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: '127.0.0.1',
          port: this.ports[this.turn++ % this.ports.length],
          path,
          method: 'POST',
          agent: this.agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...headers,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        },
      );
      request.on('error', (fault: NodeJS.ErrnoException) => {
        // The server closed a connection that had rested a while, in the very moment it was used again.
        if (request.reusedSocket && fault.code === 'ECONNRESET') resolve(this.post({ path, headers, body }));
        else reject(fault);
      });
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
