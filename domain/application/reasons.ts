/** Why an application may be rejected, each with the norm it rests on; the catalogue has the words for office and citizen. */
export const rejectionReasons = {
  'isee-sopra-soglia': { norm: 'DPCM 159/2013 art. 2' },
  'non-residente': { norm: 'L. 328/2000 art. 6' },
  'altro-sostegno': { norm: 'OCDPC 658/2020 art. 2 c. 6' },
  liquidita: { norm: 'OCDPC 658/2020 art. 2 c. 6' },
  'nucleo-gia-beneficiario': { norm: 'OCDPC 658/2020 art. 2 c. 6' },
  'documentazione-mancante': { norm: 'L. 241/1990 art. 2 c. 7' },
  'dichiarazione-non-veritiera': { norm: 'DPR 445/2000 art. 75' },
  altro: { norm: null },
} as const satisfies Record<string, { norm: string | null }>;

export type RejectionReason = keyof typeof rejectionReasons;

/** Why the office ends an application without a decision on the merits. */
export const annulmentReasons = {
  doppia: { norm: 'L. 241/1990 art. 2 c. 1' },
  'inviata-per-errore': { norm: 'L. 241/1990 art. 2 c. 1' },
  'richiesta-dell-interessato': { norm: 'L. 241/1990 art. 2 c. 1' },
  'dichiarazione-non-veritiera': { norm: 'DPR 445/2000 art. 75' },
  altro: { norm: null },
} as const satisfies Record<string, { norm: string | null }>;

export type AnnulmentReason = keyof typeof annulmentReasons;

/** The codes of a table, in its order. */
export const codesOf = <R extends string>(table: Record<R, unknown>): R[] => Object.keys(table) as R[];

/**
 * Reads reasons as given: known codes only, each once, in the order of the table.
 *
 * @returns the codes, or the field at fault: `reasonCodes` where there is none or one is unknown, `reason` where
 *   "altro" stands without a word
 */
export function readReasons<R extends string>(
  table: Record<R, unknown>,
  given: readonly string[],
  text: string | null,
): { codes: R[] } | { fault: 'reasonCodes' | 'reason' } {
  const codes = codesOf(table).filter((code) => given.includes(code));
  if (codes.length === 0 || given.some((code) => !Object.hasOwn(table, code)))
    return { fault: 'reasonCodes' };
  if (given.includes('altro') && !text?.trim()) return { fault: 'reason' };
  return { codes };
}
