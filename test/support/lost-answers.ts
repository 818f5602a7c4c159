import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireCall } from './fuzz/requests';
import { given } from './given';

/**
 * A line on which answers are lost: calls reach the application, which does what they ask and answers, and then the
 * connection breaks before a byte of the answer has come through.
 */
export interface LossyLine {
  /** Sends a call; settles once its answer has been lost, with the status that nobody saw. */
  lose: (call: WireCall) => Promise<number>;
  close: () => Promise<void>;
}

export async function openLossyLine(): Promise<LossyLine> {
  const application = new URL(given('TEST_APP_URL'));
  const lost: number[] = [];
  const line = http.createServer((request, answer) => {
    const { method, url, headers } = request;
    const onward = http.request(
      { host: application.hostname, port: application.port, method, path: url, headers },
      (answered) => {
        answered.resume();
        answered.on('end', () => {
          lost.push(answered.statusCode ?? 0);
          answer.socket?.destroy();
        });
      },
    );
    onward.on('error', () => answer.socket?.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const { port } = line.address() as AddressInfo;

  return {
    lose: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const sent = { ...headers, host: application.host, 'content-length': String(body?.length ?? 0) };
        const call = http.request(
          { host: '127.0.0.1', port, method, path, headers: sent, agent: false },
          () => reject(new Error('an answer came through')),
        );
        call.on('error', () => {
          const status = lost.shift();
          if (status === undefined) reject(new Error('the call did not reach the application'));
          else resolve(status);
        });
        call.end(body ?? undefined);
      }),
    close: () => new Promise((resolve) => line.close(() => resolve())),
  };
}
