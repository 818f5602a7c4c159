/**
 * The languages offered, the first being the one a visitor gets. To add one, write `app/_i18n/<code>.json` with the
 * keys of `it.json` and name it here: the switch in the header and every page follow.
 */
export const locales = ['it', 'en'] as const;

export type Locale = (typeof locales)[number];

/**
 * The cookie that remembers the chosen language; a functional cookie of the first party, needing no consent. Over TLS it is
 * bound to this very host, like all the others.
 */
export function localeCookie(): { name: string; secure: boolean } {
  const secure = process.env.APP_URL?.startsWith('https:') ?? false;
  return { name: `${secure ? '__Host-' : ''}lingua`, secure };
}

/** Reads a language from untrusted text; anything unknown is the first language. */
export function toLocale(text: unknown): Locale {
  return locales.find((locale) => locale === text) ?? locales[0];
}
