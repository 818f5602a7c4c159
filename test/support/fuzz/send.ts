import http from 'node:http';
import { given } from '../given';
import type { WireCall } from './requests';

export interface WireAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

/** Sends a call as it stands: the address is not put right as `fetch` would. */
export function send({ method, path, headers, body }: WireCall): Promise<WireAnswer> {
  const { hostname, port } = new URL(given('TEST_APP_URL'));
  return new Promise((resolve, reject) => {
    const options = { host: hostname, port, agent, method, path, headers: sendable(headers) };
    const request = http.request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
      answer.on('error', reject);
    });
    request.on('error', reject);
    if (body) request.setHeader('content-length', body.length);
    request.end(body ?? undefined);
  });
}

/** Bytes beyond ASCII are sent as a careless client would. */
const sendable = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );

/** The call as it can be written down when it has found a fault. */
export const writtenCall = ({ method, path, headers, body }: WireCall): string =>
  [
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    body?.toString('utf8').slice(0, 500) ?? '',
  ].join('\n');
