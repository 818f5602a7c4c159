import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';

/** What a caller must show at the door, as PEM: nobody else is heard. */
interface Door {
  cert: string;
  key: string;
  /** The authority of the client certificates. */
  clientCa: string;
  apiKey: string;
}

/**
 * The door of a cluster as Temporal Cloud and self-hosted ones have it: TLS by an authority of its own, client certificates
 * and an API key; behind it the real server of the run, which speaks in clear.
 *
 * @returns where it is, `host:port`, and which names of calls were let in
 */
export async function engineDoor(engine: string, { cert, key, clientCa, apiKey }: Door) {
  const inner = http2.connect(`http://${engine}`);
  const calls = new Set<string>();
  const server = http2.createSecureServer({
    cert,
    key,
    ca: clientCa,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session)).on('error', () => undefined);
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    if (headers.authorization !== `Bearer ${apiKey}`) {
      const unauthenticated = {
        'content-type': 'application/grpc',
        'grpc-status': '16',
        'grpc-message': 'who are you',
      };
      stream.respond(unauthenticated, { endStream: true });
      return;
    }
    calls.add(headers[':path']?.split('/').at(-1) ?? '');
    const call = inner.request({ ...headers, ':scheme': 'http', ':authority': engine });
    let trailers: http2.IncomingHttpHeaders = {};
    call.on('error', () => stream.close());
    call.on('trailers', (last) => (trailers = last));
    call.on('response', (answer, flags) => {
      if (stream.destroyed) return;
      const only = (flags & http2.constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      stream.respond(answer, only ? { endStream: true } : { waitForTrailers: true });
      if (!only) call.pipe(stream);
    });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.once('close', () => call.close());
    stream.pipe(call);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: async () => {
      for (const session of sessions) session.destroy();
      inner.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
