import { NextResponse, type NextRequest } from 'next/server';
import texts from './app/_i18n/fatal.json';
import { ente } from './ente';

/** The forms of help carry no file: what is longer than this is no text of a person. */
const longestForm = 256 * 1024;

/** Only where anybody may write without signing in; files go to addresses of their own. */
export const config = { matcher: ['/assistenza', '/assistenza/:codice'] };

/**
 * Refuses an endless text before a byte of it is kept, with a page that says what to do. Nothing else passes through here:
 * what a form says is judged by its command.
 */
export function proxy(request: NextRequest): Response {
  const { method, headers } = request;
  if (method !== 'POST' || Number(headers.get('content-length') ?? Infinity) <= longestForm)
    return NextResponse.next();
  return new Response(page(), { status: 413, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

const page = (): string => `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${texts.it.tooLong} · ${escaped(ente.name)}</title></head>
<body><main><p>${escaped(ente.name)}</p>
${Object.entries(texts)
  .map(([locale, words], index) => {
    const heading = index === 0 ? 'h1' : 'h2';
    return `<section lang="${locale}"><${heading}>${words.tooLong}</${heading}><p>${words.tooLongText}</p></section>`;
  })
  .join('\n')}
</main></body></html>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
