import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageAttachment } from '../../../domain/messages';

/** How a carrier behaves: well where it is null. */
export type Mood =
  | 'busy' // asks for seven seconds' rest, where its language has words for it
  | 'broken'
  | 'silent'
  | 'malformed'
  | 'lost-answer' // takes the message, and the answer never arrives
  | 'unmended' // refuses us, not the message: a wrong password, a sender that is not ours
  | 'refused'; // will never reach this recipient

/** A message as it arrived. */
export interface Taken {
  /** By which its receiver tells a copy from another message. */
  identity: string;
  recipient: string;
  subject: string | null;
  text: string;
  html: string | null;
  attachments: MessageAttachment[];
  /** The headers of a mail by name, in small letters; none of an SMS. */
  headers: Record<string, string>;
}

/** A double of a carrier's service on loopback. */
export interface Carrier {
  address: string;
  taken: Taken[];
  mood: Mood | null;
  close: () => Promise<void>;
}

interface Call {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
}

/**
 * A service spoken to by HTTP. What moods look like on the wire is the same everywhere but for the bodies of refusals.
 *
 * @param service.answer takes the call; what it gives back is the answer
 */
export async function httpCarrier(service: {
  answer: (call: Call, taken: Taken[]) => { status: number; body: object };
  refused: { status: number; body: object };
  unmended: { status: number; body: object };
}): Promise<Carrier> {
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const carrier: Carrier = {
    address,
    taken: [],
    mood: null,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = 'GET', url = '/', headers } = request;
    const call = { method, url: new URL(url, address), headers, body: Buffer.concat(chunks).toString() };
    const end = ({ status, body }: { status: number; body: object }, more: Record<string, string> = {}) =>
      response.writeHead(status, { 'Content-Type': 'application/json', ...more }).end(JSON.stringify(body));
    switch (carrier.mood) {
      case null:
        return void end(service.answer(call, carrier.taken));
      case 'busy':
        return void end({ status: 429, body: { message: 'slow down' } }, { 'Retry-After': '7' });
      case 'broken':
        return void response.writeHead(502).end('<h1>Bad gateway</h1>');
      case 'silent':
        return;
      case 'malformed':
        return void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"id": "half an');
      case 'lost-answer':
        service.answer(call, carrier.taken);
        return void response.destroy();
      case 'refused':
        return void end(service.refused);
      case 'unmended':
        return void end(service.unmended);
    }
  }
  return carrier;
}
