import http from 'node:http';
import type { Socket } from 'node:net';

/** How long whoever is being answered may take when the process is asked to end, in milliseconds; systemd waits for thirty seconds. */
const graceMs = 25_000;

/** How long a connection on which nothing was asked yet may still bring something, in milliseconds. */
const unusedMs = 1_000;

/** The connections of each server on which nothing was asked yet. */
const unused = new WeakMap<http.Server, Set<Socket>>();

/** Somebody has connected. */
export function connected(server: http.Server, socket: Socket): void {
  const sockets = unused.get(server) ?? new Set();
  unused.set(server, sockets.add(socket));
  socket.once('close', () => sockets.delete(socket));
}

/** Something is asked on a connection. */
export function used(server: http.Server, socket: Socket): void {
  unused.get(server)?.delete(socket);
}

/**
 * Lets a server that is closed end in time. The framework closes it when the process is asked to end, and then waits until the
 * last connection is gone, however long: whoever is not done after the grace loses theirs, and calls again elsewhere. A
 * connection that a browser opened ahead and never used counts for Node as one that is being answered: it is given a second.
 */
export function boundClosing(milliseconds = graceMs, unusedMilliseconds = unusedMs): void {
  const server = http.Server.prototype;
  const inherited = Reflect.get(server, 'close') as http.Server['close'];
  server.close = function (this: http.Server, ...given) {
    setTimeout(() => this.closeAllConnections(), milliseconds).unref();
    setTimeout(() => {
      for (const socket of unused.get(this) ?? []) socket.destroy();
    }, unusedMilliseconds).unref();
    return Reflect.apply(inherited, this, given);
  };
}

/**
 * What every answer of a server that closes says. Proxies keep their connections: one that is not told would bring the next
 * requests here for as long as there are any, and the process would never end.
 */
export const farewell = (server: http.Server): Record<string, string> =>
  server.listening ? {} : { Connection: 'close' };
