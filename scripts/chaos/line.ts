import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line on loopback between the processes and a server, that can be made slow or be cut. */
export interface Line {
  port: number;
  /** What passes from now on arrives so many milliseconds later, each way; 0 is a line as it should be. */
  slow: (milliseconds: number) => void;
  /** Breaks every connection and takes no other until mended. */
  cut: () => void;
  mend: () => void;
  close: () => void;
}

/** Opens a line to a server on a loopback port. */
export async function openLine(to: number): Promise<Line> {
  let [delay, broken] = [0, false];
  const ends = new Set<Socket>();

  const carry = (from: Socket, into: Socket): void => {
    // Later words never overtake earlier ones: the longest delay of those under way holds for all behind it.
    let free = 0;
    from.on('data', (bytes: Buffer) => {
      const at = Math.max(free, performance.now() + delay);
      if (at <= performance.now()) return void into.write(bytes);
      free = at;
      setTimeout(() => into.writable && into.write(bytes), at - performance.now());
    });
  };

  const server = createServer((near) => {
    if (broken) return void near.destroy();
    const far = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.setNoDelay(true);
      ends.add(one);
      carry(one, other);
      one.on('error', () => undefined);
      one.on('close', () => {
        ends.delete(one);
        setTimeout(() => other.destroy(), delay);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const breakAll = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    slow: (milliseconds) => (delay = milliseconds),
    cut: () => {
      broken = true;
      breakAll();
    },
    mend: () => (broken = false),
    close: () => {
      server.close();
      breakAll();
    },
  };
}
