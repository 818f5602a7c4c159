import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import type messagesShape from './it.json';
import { database } from '@/app/_server/database';
import { readInstallation } from '@/db/queries/installation';
import { localeCookie, toLocale } from './locales';
import { pseudoCatalogue, pseudoLocale } from './pseudo';

/**
 * The language of a request comes from its cookie alone: the address of a page is the same in every language, so
 * links in letters and messages work for everybody. A demo also speaks a pseudo-language, which no switch offers: it
 * shows what does not come from the catalogue.
 */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie().name)?.value;
  const locale = toLocale(chosen);
  const catalogue: { default: typeof messagesShape } = await import(`./${locale}.json`);
  const isPseudo = chosen === pseudoLocale && (await readInstallation(database())).demo;
  const messages = isPseudo ? pseudoCatalogue(catalogue.default) : catalogue.default;
  return { locale, messages, timeZone: 'Europe/Rome' };
});
