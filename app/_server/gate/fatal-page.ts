import type { IncomingHttpHeaders } from 'node:http';
import texts from '@/app/_i18n/fatal.json';
import { ente } from '@/ente';

/** The heading and the sentence under it. */
type FatalWords = readonly [heading: keyof typeof texts.it, text: keyof typeof texts.it];

/** A page that needs nothing else, in every language there is: which one is spoken cannot be known yet. */
const fatalPage = ([heading, text]: FatalWords): string => `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${texts.it[heading]} · ${escaped(ente.name)}</title></head>
<body><main><p>${escaped(ente.name)}</p>
${Object.entries(texts)
  .map(([locale, words], index) => {
    const level = index === 0 ? 'h1' : 'h2';
    return `<section lang="${locale}"><${level}>${words[heading]}</${level}><p>${words[text]}</p></section>`;
  })
  .join('\n')}
</main></body></html>`;

/** A problem as a page for whoever opens one, as the document that it is for programs. */
export function asPage({ accept }: IncomingHttpHeaders, refusal: Response, words: FatalWords): Response {
  if (!accept?.includes('text/html')) return refusal;
  const headers = new Headers(refusal.headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(fatalPage(words), { status: refusal.status, headers });
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
