import type { StoreKey } from './keeping';
import type { MediaType } from './limits';
import type { InspectionRefusal } from './refusal';

/** What is kept of a file: rewritten without anything but the picture, or a PDF found harmless. */
export interface CleanCopy {
  mediaType: MediaType;
  bytes: Buffer;
}

/** What an inspection makes of a file. */
export type Verdict = { clean: CleanCopy } | { refusal: InspectionRefusal };

/** A verdict once the clean copy is kept. */
export type Judged = { clean: CleanCopy & { storeKey: StoreKey } } | { refusal: InspectionRefusal };
