import { problem } from './problem';

/** No call of the API carries more; an application's answers are a few kilobytes. */
export const bodyLimit = 256 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON's own media type; a character set is only ever UTF-8 (RFC 8259). */
const json = /^application\/(json|[\w.-]+\+json)\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** The bytes a call carries, or null where they are more than the limit, however long the body claims or turns out to be. */
export async function bytesOf(request: Request, limit: number): Promise<Buffer | null> {
  // A length that is declared is kept to by the server below: such a body is read in one go, as nearly all are.
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    return Number(declared) > limit ? null : Buffer.from(await request.arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The JSON a call carries, or the problem with it; no body at all counts as `{}`.
 *
 * @param read its bytes, where they were read already and are no more than `bodyLimit`
 */
export async function jsonBody(request: Request, read?: Buffer): Promise<{ value: unknown } | Response> {
  const bytes = read ?? (await bytesOf(request, bodyLimit));
  if (bytes === null) return problem('too-large');
  if (bytes.length === 0) return { value: {} };
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity' || !json.test(request.headers.get('content-type') ?? '')) {
    return problem('unsupported-media-type');
  }
  try {
    const text = utf8.decode(bytes);
    return { value: text.trim() === '' ? {} : (JSON.parse(text) as unknown) };
  } catch {
    return problem('malformed-json');
  }
}
