/** How far a batch has come: to be signed, given up, at the bank with some payments open, or all answered. */
export function batchState(
  { signedAt, cancelledAt }: { signedAt: Date | null; cancelledAt: Date | null },
  open: number,
): 'toSign' | 'givenUp' | 'atBank' | 'done' {
  if (cancelledAt !== null) return 'givenUp';
  if (signedAt === null) return 'toSign';
  return open > 0 ? 'atBank' : 'done';
}
