import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import type messagesShape from './it.json';
import { localeCookie, toLocale } from './locales';

/**
 * The language of a request comes from its cookie alone: the address of a page is the same in every language, so
 * links in letters and messages work for everybody.
 */
export default getRequestConfig(async () => {
  const locale = toLocale((await cookies()).get(localeCookie)?.value);
  const catalogue: { default: typeof messagesShape } = await import(`./${locale}.json`);
  return { locale, messages: catalogue.default, timeZone: 'Europe/Rome' };
});
