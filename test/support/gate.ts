import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardTheGate } from '../../app/_server/gate';

/** What the server behind the gate saw of a request. */
export interface Seen {
  url: string;
  headers: http.IncomingHttpHeaders;
}

export interface GuardedServer {
  url: string;
  /** The requests that got through. */
  seen: Seen[];
  close: () => Promise<void>;
}

/** The variables the gate reads; nothing else of the environment counts for it. */
export function prepareGate(variables: Record<string, string> = {}): void {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://localhost/nothing',
    TEMPORAL_ADDRESS: 'localhost:1',
    APP_URL: 'https://buoni.example',
    AUTH_SECRET: 'a secret of the tests, long enough',
    ...variables,
  });
  guardTheGate();
}

/** A server of nothing but `answer` behind the gate: what holds here holds whatever the framework does. */
export async function openGuarded(
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void = (_, response) =>
    response.end('through'),
): Promise<GuardedServer> {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
