/**
 * Hands over a file of comma separated values about people: kept by no cache, opened by no browser. Lines stream as the
 * reader takes them, so that any number of them takes the same memory.
 */
export const csvResponse = (name: string, lines: string | AsyncIterable<string>): Response =>
  new Response(typeof lines === 'string' ? lines : streamed(lines), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });

function streamed(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const ahead = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (reader) => {
      const { value, done } = await ahead.next();
      if (done) reader.close();
      else reader.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await ahead.return?.()),
  });
}
