import { getLocale } from 'next-intl/server';
import { ente } from '@/ente';
import { privately } from './problem';

/** A page that stands alone, for addresses that otherwise give a file: what is the matter, and what to do. */
export async function plainPage(
  { title, text }: { title: string; text: string },
  status: number,
  headers: Record<string, string>,
): Promise<Response> {
  const page = `<!doctype html>
<html lang="${await getLocale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} · ${escaped(ente.name)}</title></head>
<body><main><p>${escaped(ente.name)}</p><h1>${escaped(title)}</h1><p>${escaped(text)}</p></main></body></html>`;
  return new Response(page, {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', ...privately },
  });
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
