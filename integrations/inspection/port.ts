import type { Verdict } from '../../domain/attachment/verdict';

/** Port to whatever opens files that strangers sent. */
export interface FileInspection {
  /** Throws when it cannot be done now, never for what is wrong with the file: that is its verdict. */
  inspect(bytes: Buffer): Promise<Verdict>;
}
