/** A letter to be printed and posted. */
export interface OutgoingLetter {
  /** The same for every try of one letter: a carrier that knows it posts once. */
  idempotencyKey: string;
  recipient: string;
  /** Lines of the address. */
  address: readonly string[];
  pdf: Buffer;
}

/** Port to whoever prints and posts letters. What its errors say names neither people nor secrets. */
export interface LetterGateway {
  /** @returns the carrier's own id of a letter it took, or `to-print` where the office prints it itself */
  send(letter: OutgoingLetter): Promise<{ providerId: string } | 'to-print'>;
}
