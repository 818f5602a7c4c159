import { commitmentTo, type DrawSeed } from '../draw';

/** Of how many applications a sample is, given how many could be drawn: a whole per cent of them, rounded up. */
export const sampleSize = (listed: number, percent: number): number => Math.ceil((listed * percent) / 100);

/** The percentage as it is typed, or null where it is not a whole number from 1 to 100. */
export function readPercent(typed: string): number | null {
  const percent = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return percent >= 1 && percent <= 100 ? percent : null;
}

/** The list that is drawn from as a file: a protocol number a line, each line ended. */
export const writeList = (registrations: readonly string[]): string =>
  registrations.map((registration) => `${registration}\n`).join('');

/** The digest by which the list is fixed before the draw: SHA-256 of its file, in hexadecimal. */
export const digestOfList = (registrations: readonly string[]): string =>
  commitmentTo(writeList(registrations));

/**
 * The lines of a shell that draw again, for whoever wants to see: the digest of the secret, that of the list in a file, and
 * who comes out.
 */
export const redrawCommands = (
  { secret, publicNumber }: DrawSeed,
  { file, size }: { file: string; size: number },
): { secret: string; list: string; draw: string } => ({
  secret: `printf '%s' '${secret}' | sha256sum`,
  list: `sha256sum ${file}`,
  draw: `while read -r n; do echo "$(printf '%s' "controllo|${secret}|${publicNumber}|$n" | sha256sum | cut -c 1-64) $n"; done < ${file} | LC_ALL=C sort | head -n ${size}`,
});
