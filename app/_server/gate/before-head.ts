import type { ServerResponse } from 'node:http';

/**
 * Does something at the last moment at which the headers of an answer can be changed. Who asked last is heard first.
 *
 * @param act hears the status with which the answer goes out; read afterwards, `statusCode` may say otherwise: the framework
 *   sets it to 500 for a page that failed, also where the gate has answered in its place
 */
export function beforeHead(response: ServerResponse, act: (status: number) => void): void {
  const inherited = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...more: unknown[]) => {
    if (!response.headersSent) act(status);
    return inherited(status, ...more);
  }) as typeof response.writeHead;
}
