import { createHash, type Hash } from 'node:crypto';

/** No file is longer, in bytes: the residents of a large city are some two hundred megabytes. */
export const longestRegister = 200 * 1024 * 1024;

/** The file goes on beyond the longest that is taken. */
export class RegisterTooLong extends Error {}

/** The file on its way in: its fingerprint is taken as it passes, and its length watched. */
export class Intake implements AsyncIterable<Uint8Array> {
  private readonly hash: Hash = createHash('sha256');

  constructor(
    private readonly content: AsyncIterable<Uint8Array>,
    private readonly longest: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of this.content) {
      bytes += chunk.byteLength;
      if (bytes > this.longest) throw new RegisterTooLong();
      this.hash.update(chunk);
      yield chunk;
    }
  }

  /** Of all that has passed so far. */
  sha256(): Buffer {
    return this.hash.copy().digest();
  }
}
