/** The bytes are of no encoding that office programs write, or of two at once. */
export class UnreadableText extends Error {}

/**
 * The text of a stream, piece after piece: UTF-8, or Windows-1252 from the first byte that UTF-8 cannot hold (what older
 * office programs write), or UTF-16 where its mark says so. A mark at the beginning is left out.
 *
 * Throws `UnreadableText` where letters of UTF-8 were read before bytes that are none.
 */
export async function* decoded(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  let encoding: 'utf-8' | 'windows-1252' | null = null;
  let wide: TextDecoder | null = null;
  let sawLetters = false;
  const utf8 = (bytes: Buffer): string | null => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      sawLetters ||= text.length < bytes.length;
      return text;
    } catch {
      const [before = ''] = new TextDecoder('utf-8').decode(bytes).split('\uFFFD', 1);
      if (sawLetters || /[^\0-\x7F]/.test(before)) throw new UnreadableText('two encodings in one file');
      return null;
    }
  };
  const read = (bytes: Buffer, last: boolean): string => {
    if (encoding !== 'windows-1252') {
      const end = last ? bytes.length : bytes.length - unfinished(bytes);
      const text = utf8(bytes.subarray(0, end));
      if (text !== null) {
        rest = Buffer.from(bytes.subarray(end));
        return text;
      }
      encoding = 'windows-1252';
    }
    rest = Buffer.alloc(0);
    return new TextDecoder('windows-1252').decode(bytes);
  };
  for await (const chunk of stream) {
    let bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    if (encoding === null) {
      if (bytes.length < 3) {
        rest = bytes;
        continue;
      }
      encoding = 'utf-8';
      if (bytes[0] === 0xff && bytes[1] === 0xfe) wide = new TextDecoder('utf-16le');
      else if (bytes.subarray(0, 3).equals(byteOrderMark)) bytes = bytes.subarray(3);
    }
    yield wide === null ? read(bytes, false) : wide.decode(bytes, { stream: true });
    if (wide !== null) rest = Buffer.alloc(0);
  }
  if (wide !== null) yield wide.decode();
  else if (rest.length > 0) yield read(rest, true);
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** How many bytes at the end begin a character that the next chunk completes. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
