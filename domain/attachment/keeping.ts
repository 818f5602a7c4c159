/**
 * Where the clean copy of a file lies, as its row says: in our own database under the file's own id (null), or with a
 * service, under the key that the service gave it. Whoever reads this can find the copy, whatever is chosen today.
 */
export type StoreKey = `uploadthing:${string}` | null;

/** What the process of a file that was taken away is told: its copy at a service is to follow. */
export interface FileDiscarded {
  kind: 'discarded';
}
