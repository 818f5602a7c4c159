/** How a PIN ends before its day: a newer one took its place, or it was revoked. */
export const pinEnds = ['rinnovato', 'revocato'] as const;

export type PinEnd = (typeof pinEnds)[number];

/**
 * The terms of a PIN, in days. The letter leaves some days after the first part, so that who intercepts the one does not
 * get the other with it, and who did not ask has the time to say so.
 */
export const pinTerms = { letterAfterDays: 3, validDays: 365 } as const;

export type PinTerms = { [K in keyof typeof pinTerms]: number };

/** When the letter leaves and when the PIN ends. */
export function pinDates(
  now: Date,
  { letterAfterDays, validDays }: PinTerms = pinTerms,
): { letterDueAt: Date; expiresAt: Date } {
  const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
  return { letterDueAt: after(letterAfterDays), expiresAt: after(validDays) };
}

/**
 * How a PIN stands: `ordinario` with the first part alone, which opens the simplified mode; `dispositivo` once both parts
 * were given, which opens everything.
 */
export const pinKind = (pin: { activatedAt: Date | null }): 'ordinario' | 'dispositivo' =>
  pin.activatedAt === null ? 'ordinario' : 'dispositivo';
