import type { Term } from '../calendar';

const mebibyte = 1024 * 1024;

/** What a clean copy may be: photographs of any kind become one of the two image types. */
export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;

export type MediaType = (typeof mediaTypes)[number];

/** The longest file of each sort that is taken, in bytes. */
export const byteLimits = { pdf: 10 * mebibyte, image: 15 * mebibyte } as const;

/** Before its content is known a file may be as long as the longest sort. */
export const longestFile = Math.max(...Object.values(byteLimits));

/** What one application may carry, in bytes and in files; refused ones count among the files until they are taken away. */
export const applicationLimits = { bytes: 50 * mebibyte, files: 20 } as const;

/** More than a telephone's camera takes; decoded, four bytes each. */
export const pixelLimit = 60_000_000;

/** How long an upload may stay untouched before it counts as abandoned. */
export const uploadPatience: Term = 'P1D';

const inMegabytes = (bytes: number): number => bytes / mebibyte;

/** The figures that the sentences of refusals name: megabytes and numbers of files. */
export const limitFigures = {
  pdf: inMegabytes(byteLimits.pdf),
  image: inMegabytes(byteLimits.image),
  total: inMegabytes(applicationLimits.bytes),
  files: applicationLimits.files,
};
