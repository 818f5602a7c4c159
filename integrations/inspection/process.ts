/** The process in which files are opened; `forked.ts` starts it, and ends it when a file takes too long. */
import { inspectFile } from './inspect';

// Ctrl-C reaches the whole group: the file under inspection is let finish, the parent ends this process.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (bytes: Buffer) => {
  void inspectFile(bytes).then((verdict) => process.send?.(verdict));
});
process.send?.('ready');
