import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { clamd, embeddedScan } from '../../integrations/virus-scan';
import { eicar } from '../support/file-samples';

let server: Server | undefined;
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

/** A clamd of the test: takes `INSTREAM` in as the real one does, then does as told with what it was sent. */
async function daemon(answer: (socket: Socket, sent: Buffer) => void): Promise<string> {
  server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      heard = Buffer.concat([heard, data]);
      const sent = piecesOf(heard);
      if (sent) answer(socket, sent);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What was streamed, once the empty piece has come. */
function piecesOf(heard: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  expect(heard.subarray(0, command.length).toString()).toBe(command.slice(0, heard.length));
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

const says = (words: string) => daemon((socket) => void socket.end(words));

describe('clamd', () => {
  it('is sent the whole file, in pieces, and finds nothing', async () => {
    const file = Buffer.alloc(300_001, 'dieci pagine ');
    let received = Buffer.alloc(0);
    const address = await daemon((socket, sent) => {
      received = Buffer.from(sent);
      socket.end('stream: OK\0');
    });
    expect(await clamd(address).scan(file)).toBe('clean');
    expect(received.equals(file)).toBe(true);
  });

  it('finds a virus', async () => {
    expect(await clamd(await says('stream: Win.Test.EICAR_HDB-1 FOUND\0')).scan(eicar)).toBe('infected');
  });

  it('answers in pieces', async () => {
    const address = await daemon((socket) => {
      socket.write('stream: ');
      setTimeout(() => socket.end('OK\0'), 20);
    });
    expect(await clamd(address).scan(eicar)).toBe('clean');
  });

  it.each([
    ['says that it could not', 'INSTREAM size limit exceeded. ERROR\0'],
    ['says something else', 'stream: OKAY\0'],
    ['hangs up in the middle of a word', 'stream: O'],
    ['hangs up without a word', ''],
    ['says too much', 'x'.repeat(10_000)],
  ])('that %s leaves it undecided', async (_name, words) => {
    await expect(clamd(await says(words)).scan(eicar)).rejects.toThrow(/clamd/);
  });

  it('that hangs up while the file is sent leaves it undecided', async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(clamd(address).scan(Buffer.alloc(15 << 20))).rejects.toThrow();
  });

  it('that keeps silent leaves it undecided', async () => {
    const address = await daemon(() => undefined);
    await expect(clamd(address, 50).scan(eicar)).rejects.toThrow('clamd keeps silent');
  });

  it('that is not there leaves it undecided', async () => {
    const address = await says('');
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    server = undefined;
    await expect(clamd(address).scan(eicar)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('the embedded default', () => {
  it('knows the test file of antiviruses, wherever it stands, and nothing else', async () => {
    expect(await embeddedScan.scan(eicar)).toBe('infected');
    expect(await embeddedScan.scan(Buffer.concat([Buffer.from('%PDF-1.7\n'), eicar]))).toBe('infected');
    expect(await embeddedScan.scan(Buffer.from('Mi chiamo Luigi.'))).toBe('clean');
  });
});
