import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** True when nothing listens on the port, neither on that address nor on all of them. */
export async function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await canListen(port, host)) && (await canListen(port, '::'));
}

/**
 * A free loopback port: the preferred one when it is still free, so that addresses stay the same between starts. It lies
 * below the range from which systems take the ports of outgoing connections, one of which could take it meanwhile.
 */
export async function freePort(preferred?: number): Promise<number> {
  let port = preferred ?? randomInt(20_000, 30_000);
  while (!(await portIsFree(port))) port = randomInt(20_000, 30_000);
  return port;
}

/** True when something accepts connections at `host:port`. */
export function reaches(address: string, withinMs = 5_000): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), timeout: withinMs });
    const answer = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 cannot tell, which is as good as free.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
