import sharp from 'sharp';

/**
 * Reads a QR code of version 1 (21 × 21 modules) out of a picture, by ISO/IEC 18004 and with nothing of the package
 * that draws it. Throws where a scanner would have to repair or give up.
 *
 * @param picture the drawing with its quiet zone of four modules and nothing around
 */
export async function readQr(picture: Buffer): Promise<string> {
  const dark = await modulesOf(picture);
  const { level, mask } = formatOf(dark);
  const codewords = codewordsOf((row, column) => dark(row, column) !== masks[mask]?.(row, column));
  if (syndromesOf(codewords, 26 - (dataCodewords[level] ?? 0)).some((each) => each !== 0))
    throw new Error('the codewords do not agree with their correction');
  return alphanumeric(codewords.map((each) => each.toString(2).padStart(8, '0')).join(''));
}

const size = 21;
const quietZone = 4;

/** How many of the 26 codewords are data, by the two bits of the level: M, L, H, Q. */
const dataCodewords = [16, 19, 9, 13];

type Modules = (row: number, column: number) => boolean;

async function modulesOf(picture: Buffer): Promise<Modules> {
  const { data, info } = await sharp(picture)
    .flatten()
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const side = info.width / (size + 2 * quietZone);
  const dark: Modules = (row, column) => {
    const [x, y] = [column, row].map((each) => Math.floor((each + quietZone + 0.5) * side));
    return (data[(y ?? 0) * info.width + (x ?? 0)] ?? 255) < 128;
  };
  for (let at = -3; at < size + 3; at++)
    if (dark(at, -2) || dark(-2, at) || dark(at, size + 1) || dark(size + 1, at))
      throw new Error('the quiet zone is not quiet');
  return dark;
}

function formatOf(dark: Modules): { level: number; mask: number } {
  const along = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => dark(8, column));
  const down = [7, 5, 4, 3, 2, 1, 0].map((row) => dark(row, 8));
  const format = Number.parseInt([...along, ...down].map(Number).join(''), 2) ^ 0x5412;
  let rest = format;
  for (let bit = 14; bit >= 10; bit--) if (rest & (1 << bit)) rest ^= 0x537 << (bit - 10);
  if (rest !== 0) throw new Error('the format does not agree with its correction');
  return { level: format >> 13, mask: (format >> 10) & 7 };
}

const masks: Modules[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Modules that hold no data: the three finders with what surrounds them, and the timing lines. */
const isFixed: Modules = (row, column) =>
  row === 6 || column === 6 || (row < 9 && (column < 9 || column >= 13)) || (row >= 13 && column < 9);

/** Two columns at a time from the right, up and down in turn. */
function codewordsOf(bit: Modules): number[] {
  const bits: number[] = [];
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (!isFixed(row, column)) bits.push(Number(bit(row, column)));
    }
  }
  return Array.from({ length: 26 }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8).join(''), 2),
  );
}

/** Reed–Solomon over GF(256) with x⁸+x⁴+x³+x²+1: all zero where every codeword is right. */
function syndromesOf(codewords: readonly number[], count: number): number[] {
  const double = (value: number): number => (value << 1) ^ (value & 128 ? 0x11d : 0);
  const times = (value: number, power: number): number =>
    power === 0 ? value : times(double(value), power - 1);
  return Array.from({ length: count }, (_, power) =>
    codewords.reduce((sum, codeword) => times(sum, power) ^ codeword, 0),
  );
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

function alphanumeric(bits: string): string {
  if (!bits.startsWith('0010')) throw new Error('not alphanumeric');
  const length = Number.parseInt(bits.slice(4, 13), 2);
  let at = 13;
  const take = (count: number): number => Number.parseInt(bits.slice(at, (at += count)), 2);
  let text = '';
  while (text.length < length) {
    const pair = length - text.length > 1;
    const value = take(pair ? 11 : 6);
    if (pair) text += letters[Math.floor(value / 45)] ?? '?';
    text += letters[value % 45] ?? '?';
  }
  return text;
}
