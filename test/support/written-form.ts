import type { WireCall } from './fuzz/requests';

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

interface Writing {
  /** Where the page was found. */
  path: string;
  /** Of the site, as the browser says whence it posts. */
  origin: string;
  fields: [name: string, value: string | Blob][];
  /** Something that stands in the form alone, where it is not the page's first. */
  mark?: string;
}

/** A form of a page's HTML, written and ready to be posted, with what the page hides in it. */
export async function formIn(
  html: string,
  { path, origin, fields, mark = '' }: Writing,
): Promise<WireCall & { body: Buffer }> {
  const main = html.slice(html.indexOf('<main'));
  const form =
    main
      .split('<form')
      .slice(1)
      .map((each) => each.slice(0, each.indexOf('</form>')))
      .find((each) => each.includes(mark)) ?? '';
  const attribute = (tag: string, name: string) =>
    unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const data = new FormData();
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    data.append(attribute(input, 'name'), attribute(input, 'value'));
  }
  for (const [name, value] of fields) data.append(name, value);
  const written = new Request(origin, { method: 'POST', body: data });
  return {
    method: 'POST',
    path: attribute(form.slice(0, form.indexOf('>')), 'action') || path,
    headers: { origin, 'content-type': written.headers.get('content-type') ?? '' },
    body: Buffer.from(await written.arrayBuffer()),
  };
}
