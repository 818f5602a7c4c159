import type { Sender, WrittenMessage } from '../domain/messages';

/** What a button is called, by where it leads; the first that fits. */
const destinations: readonly [RegExp, string][] = [
  [/^\/domande\/[^/]+\/ricevuta$/, 'Apri la ricevuta'],
  [/^\/(operatore\/)?domande\//, 'Apri la domanda'],
  [/^\/recupera-password\//, 'Scegli la nuova password'],
  [/^\/(assistenza|supporto)\//, 'Apri la richiesta'],
];

/**
 * The page of a mail, from its text: the same words in one column, with a button for each address that stands on a line
 * of its own. Only the portal's own addresses become links; what people typed stays text. It loads nothing: no pictures,
 * fonts or trackers. Colours follow the reader's, light or dark.
 */
export function writeMailPage({ subject, text }: WrittenMessage, { url }: Sender): string {
  const blocks = text.split('\n\n');
  const signature = blocks.pop() ?? '';
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject ?? '')}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(subject ?? '')}</h1>
${blocks.map((block) => blockOf(block, url)).join('\n')}
<p class="signature">${escaped(signature)}</p>
</main>
</body>
</html>
`;
}

// Mail programmes drop what they do not know; then the words stand in the reader's own letters and colours.
const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: #17324d; background: #ffffff; }
main { display: block; max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 1rem; }
p { margin: 0 0 1rem; }
a { color: #004d99; }
a.button { display: inline-block; box-sizing: border-box; min-height: 44px; padding: 10px 20px; border-radius: 4px; font-weight: 600; text-decoration: none; color: #ffffff; background: #004d99; }
.signature { margin: 2rem 0 0; padding-top: 1rem; border-top: 1px solid #5b6f82; }
@media (prefers-color-scheme: dark) {
  body { color: #f0f3f5; background: #17191c; }
  a { color: #9cc8ff; }
  a.button { color: #10243a; background: #9cc8ff; }
}
`;

/** A paragraph; its lines stay lines, and those that are an address become buttons after it. */
function blockOf(block: string, url: string): string {
  const lines = block.split('\n');
  const isAddress = (line: string) => line.startsWith(`${url}/`) && !/\s/.test(line);
  const words = lines.filter((line) => !isAddress(line)).map((line) => linked(line, url));
  const buttons = lines.filter(isAddress).map((address) => {
    const path = address.slice(url.length).replace(/[?#].*$/, '');
    const label = destinations.find(([where]) => where.test(path))?.[1] ?? 'Apri la pagina';
    return `<p><a class="button" href="${escaped(address)}">${label}</a></p>`;
  });
  return [...(words.length > 0 ? [`<p>${words.join('<br>')}</p>`] : []), ...buttons].join('\n');
}

/** A line in which the portal's addresses are links, without the stop that ends the sentence. */
function linked(line: string, url: string): string {
  return line
    .split(/(\s+)/)
    .map((word) => {
      if (!word.startsWith(`${url}/`)) return escaped(word);
      const address = word.replace(/[.,;:]+$/, '');
      const href = escaped(address);
      return `<a href="${href}">${href}</a>${escaped(word.slice(address.length))}`;
    })
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter);
