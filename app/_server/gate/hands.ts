import { spawn } from 'node:child_process';
import type http from 'node:http';
import net from 'node:net';

/** In how many places connections are taken, and how many may stand before them (the system may allow fewer). */
const hands = 24;
const backlog = 4_096;

/** Sends back as many copies of a handle as it is told. */
const copier =
  "process.on('message', (count, handle) => { for (let made = 0; made < count; made++) process.send(made, handle) })";

/**
 * Lets a server take many connections in a turn of its event loop. By itself it takes one, since libuv 1.45, and while pages are
 * made a turn is long: ten or twenty connections a second, so that a crowd would stand in the system's queue, unseen by the
 * waiting room, until that overflows and they are cut off. The further hands are handles of the same socket, which a
 * process can make of one only by sending it to another and back.
 */
export function takeByManyHands(server: http.Server): void {
  const { _handle: handle } = server as unknown as { _handle: net.Server };
  const more: net.Server[] = [];
  const copying = spawn(process.execPath, ['-e', copier], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  // Without it the server is as slow as any.
  copying.on('error', () => undefined);
  copying.on('message', (_, copy) => {
    const hand = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      server.emit('connection', socket);
    });
    hand.listen(copy, backlog);
    hand.unref();
    more.push(hand);
    if (more.length === hands - 1) copying.kill();
  });
  copying.send(hands - 1, handle, () => undefined);
  const close = server.close.bind(server);
  server.close = (done) => {
    copying.kill();
    // The server counts its own connections alone: it would be done while those of the others are still answered.
    const closing = more.splice(0).map((hand) => new Promise((resolve) => hand.close(resolve)));
    return close((fault) => void Promise.all(closing).then(() => done?.(fault)));
  };
}
