/**
 * The key that a call carries (`Authorization: Bearer …`), or null where it carries none. The name of a scheme is read in
 * capitals or not, and blanks before the key do not count (RFC 9110, 11.1 and 11.4): some clients write `bearer`.
 */
export const bearerKey = (authorization: string | null | undefined): string | null =>
  /^Bearer +(\S.*)$/i.exec(authorization ?? '')?.[1] ?? null;
