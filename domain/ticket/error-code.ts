/** The code of an error as the error page shows it, by which the log finds it; null for what is none. */
export const errorCodeOf = (shown: string): string | null =>
  /^[A-Za-z0-9@_-]{1,64}$/.test(shown) ? shown : null;
