'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { localeCookie, toLocale } from './locales';

const year = 365 * 24 * 60 * 60;

/**
 * Remembers the chosen language and shows the same page again. It redirects rather than answering the post, so that
 * a reload without JavaScript does not ask to send the form twice.
 */
export async function chooseLocale(data: FormData): Promise<void> {
  const { name, secure } = localeCookie();
  (await cookies()).set(name, toLocale(data.get('lingua')), {
    path: '/',
    maxAge: year,
    sameSite: 'lax',
    httpOnly: true,
    secure,
  });
  redirect(pageOf((await headers()).get('referer')));
}

/** The path of the page the form stood on; never another site, whatever the header says. */
function pageOf(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return /^\/(?![/\\])/.test(pathname) ? pathname + search : '/';
}
