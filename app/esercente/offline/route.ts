import { getLocale, getTranslations } from 'next-intl/server';
import { nonceOfPage } from '@/app/_server/nonce';
import { ente } from '@/ente';

/**
 * What the till's service worker shows where there is no network: a page with nothing beside it to load, and nothing about
 * anybody, whoever is signed in when the worker fetches it.
 */
export async function GET(): Promise<Response> {
  const t = await getTranslations('till.app');
  const html = `<!doctype html>
<html lang="${await getLocale()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${written(t('offline'))} · ${written(ente.name)}</title>
<style nonce="${await nonceOfPage()}">
body { margin: 0; padding: 1.5rem; font: 600 1.25rem/1.5 'Titillium Web', system-ui, sans-serif; color: #17324d; }
main { max-width: 40rem; margin: 0 auto; }
.verdict { padding: 1.5rem; border-radius: 8px; background: #7a4b00; color: #fff; }
h1 { margin: 0 0 1rem; font-size: 2.25rem; line-height: 1.2; }
a { display: inline-block; margin-top: 1.5rem; padding: 0.875rem 1.5rem; border-radius: 4px; background: ${ente.color.primaryDark}; color: #fff; text-decoration: none; }
a:focus-visible { outline: 3px solid #000; outline-offset: 3px; }
</style>
</head>
<body>
<main>
<div class="verdict" role="alert">
<h1>${written(t('offline'))}</h1>
<p>${written(t('offlineText'))}</p>
<p>${written(t('offlineSpend'))}</p>
</div>
<a href="/esercente">${written(t('offlineRetry'))}</a>
</main>
</body>
</html>
`;
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

const written = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
