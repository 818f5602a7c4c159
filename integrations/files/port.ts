import type { MediaType } from '../../domain/attachment/limits';
import type { StoreKey } from '../../domain/attachment/keeping';

export interface FileToKeep {
  /** Ours, opaque: the same for every try of one file, which is kept once. Names and people stay with us. */
  id: string;
  mediaType: MediaType;
  bytes: Buffer;
}

/** A kept file: our id, and where it lies. */
export interface KeptFile {
  id: string;
  storeKey: StoreKey;
  /** Of what was kept; null where it was not written down. */
  sha256: Buffer | null;
}

/**
 * Port to whatever keeps the clean copies of files. Nobody but us reads there. What its errors say names neither files nor
 * secrets: it is kept and shown.
 */
export interface FileStore {
  /**
   * Keeps a file; kept before under its id, whole or broken off, it is there once and as it is now.
   *
   * @throws StoreBusy when it works later; any other error when it may
   */
  keep(file: FileToKeep): Promise<StoreKey>;
  /**
   * @throws FileGone when the store answers and does not have it; StoreBusy; any other error when it does not answer
   */
  read(file: KeptFile): Promise<Buffer>;
  /** Takes away all that is kept under an id. That nothing is there any more is no fault. */
  remove(id: string): Promise<void>;
}

/** The store asks to be left alone for a while. */
export class StoreBusy extends Error {
  /** @param retryAfterMs how long; null where it does not say */
  constructor(
    message: string,
    readonly retryAfterMs: number | null,
  ) {
    super(message);
  }
}

/** The store is well and has no such file. */
export class FileGone extends Error {}
