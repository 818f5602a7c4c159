import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const apiKey = 'sk_live_key_of_the_application';
const appId = 'appofthetown';

/** The token of the application, as UploadThing's dashboard shows it. */
export const uploadThingToken = Buffer.from(JSON.stringify({ apiKey, appId, regions: ['fra1'] })).toString(
  'base64',
);

/** How the service behaves: well where it is null. */
export type StoreMood = 'busy' | 'broken' | 'silent' | 'malformed' | 'lost-answer' | 'refused' | 'half-kept';

interface Stored {
  key: string;
  customId: string;
  bytes: Buffer;
  acl: string;
  name: string;
}

interface Answer {
  status: number;
  body: object | Buffer;
}

/**
 * UploadThing on loopback, all of its addresses in one: the API (`/v6/…`), the place files are put to by a signed address, and
 * the one they are read from (`/a/{app}/{key}`), which gives a private file for a signature alone. It keeps as many files under
 * one custom id as it is sent: that there is one is our part.
 */
export async function uploadThingDouble() {
  let files: Stored[] = [];
  const seen: string[] = [];
  const double = { address: '', mood: null as StoreMood | null, seen, files: () => files, close };
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const url = new URL(request.url ?? '/', double.address);
      seen.push(`${request.method} ${url.pathname}`);
      const end = ({ status, body: sent }: Answer, headers: Record<string, string> = {}) =>
        response
          .writeHead(status, { 'Content-Type': 'application/json', ...headers })
          .end(Buffer.isBuffer(sent) ? sent : JSON.stringify(sent));
      switch (double.mood) {
        case null:
          return end(await answer(request, url, body));
        case 'busy':
          return end({ status: 429, body: { error: 'slow down' } }, { 'Retry-After': '7' });
        case 'broken':
          return end({ status: 502, body: Buffer.from('<h1>Bad gateway</h1>') });
        case 'refused':
          return end({ status: 403, body: { error: 'this application may not' } });
        case 'silent':
          return;
        case 'malformed':
          return end({ status: 200, body: Buffer.from('{"data": [{"key": "half an') });
        case 'lost-answer':
          await answer(request, url, body);
          return void (request.method === 'PUT' ? response.destroy() : end(await answer(request, url, body)));
        case 'half-kept':
          if (request.method !== 'PUT') return end(await answer(request, url, body));
          await answer(request, url, body);
          files = files.map((file, index) =>
            index === files.length - 1 ? { ...file, bytes: file.bytes.subarray(0, 3) } : file,
          );
          return void response.destroy();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  double.address = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
    if (request.method === 'POST') return call(request, url, body);
    if (!isSigned(url)) return { status: 401, body: { error: 'bad signature' } };
    if (request.method === 'PUT') return put(request, url, body);
    const found = files.find(({ key }) => url.pathname === `/a/${appId}/${key}`);
    return found ? { status: 200, body: found.bytes } : { status: 404, body: { error: 'not found' } };
  }

  function call({ headers }: IncomingMessage, { pathname }: URL, body: Buffer): Answer {
    if (headers['x-uploadthing-api-key'] !== apiKey) return { status: 401, body: { error: 'who?' } };
    const { customIds = [] } = JSON.parse(body.toString()) as { customIds?: string[] };
    const meant = files.filter(({ customId }) => customIds.includes(customId));
    if (pathname === '/v6/getFileUrl') {
      return {
        status: 200,
        body: { data: meant.map(({ key }) => ({ key, url: `https://x.invalid/${key}` })) },
      };
    }
    if (pathname !== '/v6/deleteFiles') return { status: 404, body: { error: 'what?' } };
    files = files.filter((file) => !meant.includes(file));
    return { status: 200, body: { success: true, deletedCount: meant.length } };
  }

  async function put(request: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'Content-Type': request.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file') as File;
    const told = (name: string): string => decodeURIComponent(url.searchParams.get(name) ?? '');
    const key = url.pathname.slice(1);
    files.push({
      key,
      customId: told('x-ut-custom-id'),
      bytes: Buffer.from(await file.arrayBuffer()),
      acl: told('x-ut-acl'),
      name: told('x-ut-file-name'),
    });
    return {
      status: 200,
      body: { url: '', appUrl: '', ufsUrl: `https://${appId}.ufs.sh/f/${key}`, fileHash: 'x' },
    };
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return double;
}

/** The signature stands last and covers the whole address before it; it is good until `expires`. */
function isSigned(url: URL): boolean {
  const [signed = '', signature = ''] = url.href.split(/[?&]signature=/);
  const wanted = `hmac-sha256=${createHmac('sha256', apiKey).update(signed).digest('hex')}`;
  return decodeURIComponent(signature) === wanted && Number(url.searchParams.get('expires')) > Date.now();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
