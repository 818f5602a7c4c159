/** Turns bytes into text while they stream in; `last` with the final ones. */
type Decoder = (bytes: Uint8Array, last: boolean) => string;

/** The first bytes of a text that says how it is written. */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/** The longest sequence of UTF-8, longer than any mark. */
const longestSequence = 4;

/**
 * Reads bytes as text while they stream in, in constant memory. A mark at the beginning decides how; without one the
 * first letter that is not plain does: a whole sequence of UTF-8, or a letter of Windows-1252, as spreadsheets in
 * Italian offices still write. Until then both read the same.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: Decoder | null = null;
  let begun = false;
  let pending = Buffer.alloc(0);
  for await (const chunk of bytes) {
    pending = Buffer.concat([pending, chunk]);
    if (!begun && pending.length < longestSequence) continue;
    decode ??= (begun ? null : byMark(pending)) ?? byFirstLetter(pending, false);
    begun = true;
    const known = decode ? pending.length : plainLength(pending);
    const ready = pending.subarray(0, known);
    pending = pending.subarray(known);
    yield decode ? decode(ready, false) : ready.toString('latin1');
  }
  decode ??= (begun ? null : byMark(pending)) ?? byFirstLetter(pending, true) ?? unicode('utf-8');
  yield decode(pending, true);
}

const byMark = (start: Buffer): Decoder | null => {
  const mark = marks.find(({ bytes }) => bytes.every((byte, place) => start[place] === byte));
  return mark ? unicode(mark.encoding) : null;
};

/** By the first letter that is not plain; null where there is none yet, or not the whole of it. */
function byFirstLetter(bytes: Buffer, ended: boolean): Decoder | null {
  const first = plainLength(bytes);
  if (first === bytes.length || (!ended && bytes.length - first < longestSequence)) return null;
  const lengths = [2, 3, 4];
  return lengths.some((length) => isUtf8(bytes.subarray(first, first + length)))
    ? unicode('utf-8')
    : windows1252;
}

/** How many bytes from the beginning are plain letters, the same in all encodings but those with a mark. */
function plainLength(bytes: Buffer): number {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  return first === -1 ? bytes.length : first;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).length > 0;
  } catch {
    return false;
  }
}

function unicode(encoding: (typeof marks)[number]['encoding']): Decoder {
  const decoder = new TextDecoder(encoding);
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

/** The letters of Windows-1252 from 0x80 to 0x9f; Node 20's own decoder reads them as Latin-1's controls. */
const windowsLetters = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';

const windows1252: Decoder = (bytes) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (letter) => windowsLetters[letter.charCodeAt(0) - 0x80] ?? letter);
