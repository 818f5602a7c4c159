/**
 * The manual's floor for a password (§ 1.7): more than eight characters, with digits and letters. No upper bound but
 * one that keeps hashing bounded; any character may be used.
 */
export const passwordLimits = { atLeast: 9, atMost: 128 } as const;

export type PasswordFault =
  | 'password-short'
  | 'password-long'
  | 'password-digit'
  | 'password-letter'
  | 'password-personal'
  | 'password-common';

/**
 * What is wrong with a new password, or null.
 *
 * @param personal words that would be guessed first: username, tax code, names of the person and of the Ente
 * @param isCommon whether a password is among those that many people choose
 */
export function passwordFault(
  password: string,
  personal: readonly string[],
  isCommon: (password: string) => boolean = () => false,
): PasswordFault | null {
  const length = [...password].length;
  if (length < passwordLimits.atLeast) return 'password-short';
  if (length > passwordLimits.atMost) return 'password-long';
  if (!/\d/.test(password)) return 'password-digit';
  if (!/\p{L}/u.test(password)) return 'password-letter';
  const lower = password.toLowerCase();
  if (personal.some((word) => word.length >= 4 && lower.includes(word.toLowerCase())))
    return 'password-personal';
  return isCommon(password) ? 'password-common' : null;
}

/**
 * The username given to a citizen: initial and family name without accents or blanks, e.g. `m.rossi`; the caller adds
 * a number where it is taken. Names without any Latin letter fall back to `utente`.
 */
export function usernameFor(givenName: string, familyName: string): string {
  const letters = (name: string): string =>
    name
      .normalize('NFD')
      .toLowerCase()
      .replaceAll(/[^a-z]/g, '');
  return (
    [letters(givenName).slice(0, 1), letters(familyName).slice(0, 24)].filter(Boolean).join('.') || 'utente'
  );
}

/** A username as it is kept: lower case, without blanks around it and without characters no database keeps. */
export const storedUsername = (typed: string): string =>
  typed
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .toLowerCase();
