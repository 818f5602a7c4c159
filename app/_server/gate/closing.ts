import http from 'node:http';

/** How long whoever is being answered may take when the process is asked to end, in milliseconds; systemd waits for thirty seconds. */
const graceMs = 25_000;

/**
 * Lets a server that is closed end in time. The framework closes it when the process is asked to end, and then waits until the
 * last connection is gone, however long: whoever is not done after the grace loses theirs, and calls again elsewhere.
 */
export function boundClosing(milliseconds = graceMs): void {
  const server = http.Server.prototype;
  const inherited = Reflect.get(server, 'close') as http.Server['close'];
  server.close = function (this: http.Server, ...given) {
    setTimeout(() => this.closeAllConnections(), milliseconds).unref();
    return Reflect.apply(inherited, this, given);
  };
}

/**
 * What every answer of a server that closes says. Proxies keep their connections: one that is not told would bring the next
 * requests here for as long as there are any, and the process would never end.
 */
export const farewell = (server: http.Server): Record<string, string> =>
  server.listening ? {} : { Connection: 'close' };
