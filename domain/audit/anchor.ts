/** How far the chain had come at a moment, and the hash it had come to. */
export interface Anchor {
  at: string;
  sequence: number;
  /** SHA-256, in hexadecimal digits. */
  hash: string;
}

/** An anchor as it is read back from outside; `signed` where its signature is right. */
export type ReadAnchor = Anchor & { signed: boolean };

/** Where anchors are written down, out of reach of who can write in the database. */
export interface AnchorPlace {
  write: (anchor: Anchor) => Promise<void>;
  /** All that were written, in their order. */
  read: () => Promise<ReadAnchor[]>;
  /** Puts those with these numbers beside the others, where they stay legible and count no more. */
  setAside: (sequences: readonly number[]) => Promise<void>;
}

/** In milliseconds. What is cut off the end of the chain sooner than this may go unseen. */
export const anchorEvery = 60 * 60 * 1000;

/** The words that are signed. */
export const anchorWords = ({ at, sequence, hash }: Anchor): string => `${at} ${sequence} ${hash}`;

/**
 * What the anchors outside tell against the chain.
 *
 * @param hashAt the hash of the entry with a number, in hexadecimal digits; undefined where there is none
 * @param noted the numbers that the database says were anchored
 */
export function anchorFaults(
  anchors: readonly ReadAnchor[],
  hashAt: (sequence: number) => string | undefined,
  noted: readonly number[],
): string[] {
  const outside = new Set(anchors.map(({ sequence }) => sequence));
  return [
    ...anchors.flatMap(({ at, sequence, hash, signed }) => {
      if (!signed) return [`the anchor of ${at} at entry ${sequence} is not signed by its key`];
      const found = hashAt(sequence);
      if (found === undefined) return [`the chain ends before entry ${sequence}, anchored ${at}`];
      return found === hash
        ? []
        : [`the chain up to entry ${sequence}, anchored ${at}, was written anew since`];
    }),
    ...noted
      .filter((sequence) => !outside.has(sequence))
      .map((sequence) => `the anchor at entry ${sequence} is missing outside`),
  ];
}
