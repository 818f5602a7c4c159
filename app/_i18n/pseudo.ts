import type messagesShape from './it.json';

type Catalogue = { [key: string]: string | Catalogue };

/** The value of the language cookie that asks for the pseudo-language. */
export const pseudoLocale = 'pseudo';

const accented: Record<string, string> = Object.fromEntries(
  [
    'aà',
    'cć',
    'dđ',
    'eé',
    'gğ',
    'iî',
    'lł',
    'nñ',
    'oö',
    'rř',
    'sš',
    'tť',
    'uü',
    'zž',
    'AÀ',
    'EÉ',
    'IÎ',
    'OÖ',
    'UÜ',
  ].map(([plain = '', marked = '']) => [plain, marked]),
);

/**
 * The catalogue as no language writes it: every message between ⟦ and ⟧, its letters accented, and about 40 % longer.
 * Text on a page outside the brackets is written in the code; a page that breaks will break in a longer language.
 */
export function pseudoCatalogue(catalogue: typeof messagesShape): typeof messagesShape {
  return pseudo(catalogue) as typeof messagesShape;
}

function pseudo(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoText(value) : pseudo(value),
    ]),
  );
}

/** In ICU braces stand alternately around arguments, which stay as they are, and around the texts of a plural. */
export function pseudoText(message: string): string {
  let depth = 0;
  let inTag = false;
  const marked = [...message].map((character) => {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === '<') inTag = true;
    if (character === '>') inTag = false;
    return depth % 2 === 0 && !inTag ? (accented[character] ?? character) : character;
  });
  return `⟦${marked.join('')}${padding(message.length)}⟧`;
}

/** Words rather than one long run, so that lines may break as they do in a language. */
function padding(length: number): string {
  return ' lorém'.repeat(Math.ceil((length * 0.4) / 6)).slice(0, Math.ceil(length * 0.4));
}
