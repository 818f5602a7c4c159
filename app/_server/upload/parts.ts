/** Written to the database at once: so much at most is lost, and sent again, when a connection drops. */
const partBytes = 1024 * 1024;

/**
 * Gathers a stream into parts of about a mebibyte, in memory one at a time. What came before a break in the
 * connection is handed over too, and then the break is thrown.
 */
export async function* partsOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let chunks: Uint8Array[] = [];
  let length = 0;
  let broken: { fault: unknown } | null = null;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length < partBytes) continue;
      yield Buffer.concat(chunks);
      [chunks, length] = [[], 0];
    }
  } catch (fault) {
    broken = { fault };
  }
  if (length > 0) yield Buffer.concat(chunks);
  if (broken) throw broken.fault;
}
