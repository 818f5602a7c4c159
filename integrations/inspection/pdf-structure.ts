import { createInflate } from 'node:zlib';
import type { InspectionRefusal } from '../../domain/attachment/refusal';

/** What a whole PDF may unpack to: scanned pages at 600 dpi are a hundred megabytes each. */
const unpackedLimit = 1024 * 1024 * 1024;

/** What one stream of objects may unpack to; it holds text. */
const objectsLimit = 64 * 1024 * 1024;

/** Names by which a PDF runs something, opens something or carries other files (ISO 32000-2 § 12.6, § 7.11, § 13). */
const activeNames =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|SubmitForm|GoToE)(?![A-Za-z])/;

/** Too short to be sure of inside packed data; looked for in the objects only. */
const scriptKey = /\/JS(?![A-Za-z])/;

const encryption = /\/Encrypt(?![A-Za-z])/;

interface PackedStream {
  dictionary: string;
  data: Buffer;
}

/**
 * Looks through the objects of a PDF without trusting its own tables, which readers repair each in their way: what is
 * written in the open, and what is packed in streams of objects. Names may be spelt with `#xx`.
 */
export async function structureRefusal(bytes: Buffer): Promise<InspectionRefusal | null> {
  const whole = bytes.toString('latin1');
  const { streams, open } = taken(whole, bytes);
  const texts = [plain(open)];
  if (encryption.test(texts[0] ?? '')) return 'encrypted';
  let unpacked = 0;
  for (const { dictionary, data } of streams) {
    const filters = dictionary.match(/\/(FlateDecode|Fl)(?![A-Za-z])/g) ?? [];
    // Packed twice only to hide how much there is.
    if (filters.length > 1) return 'bomb';
    if (filters.length === 0) continue;
    const objects = /\/ObjStm(?![A-Za-z])/.test(dictionary);
    const content = await inflated(data, objects ? objectsLimit : unpackedLimit - unpacked, objects);
    if (content === null) return 'bomb';
    unpacked += content.length;
    if (unpacked > unpackedLimit) return 'bomb';
    if (objects) texts.push(plain(content.kept));
  }
  const acts = texts.some((text) => activeNames.test(text) || scriptKey.test(text));
  return acts || activeNames.test(plain(whole)) ? 'active' : null;
}

/** The streams of a file with the dictionaries before them, and the text around them. */
function taken(whole: string, bytes: Buffer): { streams: PackedStream[]; open: string } {
  const streams: PackedStream[] = [];
  const open: string[] = [];
  const begin = /stream\r?\n/g;
  let from = 0;
  for (let match = begin.exec(whole); match; match = begin.exec(whole)) {
    const start = match.index + match[0].length;
    const end = whole.indexOf('endstream', start);
    if (end < 0) break;
    const before = whole.slice(from, match.index);
    open.push(before);
    streams.push({
      dictionary: plain(before.slice(before.lastIndexOf(' obj'))),
      data: bytes.subarray(start, end),
    });
    from = end + 'endstream'.length;
    begin.lastIndex = from;
  }
  open.push(whole.slice(from));
  return { streams, open: open.join('\n') };
}

/** Names without their disguise: `/J#61vaScript` is `/JavaScript`. */
const plain = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/**
 * Unpacks a stream up to a limit, null beyond it. Only the length is kept unless the text is wanted. What breaks off
 * counts as far as it goes: the reader will judge it.
 */
function inflated(
  data: Buffer,
  limit: number,
  keep: boolean,
): Promise<{ length: number; kept: string } | null> {
  return new Promise((resolve) => {
    const inflate = createInflate();
    const kept: Buffer[] = [];
    let length = 0;
    const end = (): void => resolve({ length, kept: Buffer.concat(kept).toString('latin1') });
    inflate.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (keep) kept.push(chunk);
      if (length <= limit) return;
      resolve(null);
      inflate.destroy();
    });
    inflate.on('end', end);
    inflate.on('error', end);
    inflate.end(data);
  });
}
