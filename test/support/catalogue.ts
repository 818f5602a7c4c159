import { readFile } from 'node:fs/promises';
import type { Locale } from '../../app/_i18n/locales';

type Catalogue = { [key: string]: string | Catalogue };

/** A message of the catalogue and where it stands in it. */
export interface Message {
  /** E.g. `citizen.list.title`. */
  path: string;
  text: string;
}

/** All messages of a language, in the order of its file. */
export async function messagesOf(locale: Locale): Promise<Message[]> {
  const file = new URL(`../../app/_i18n/${locale}.json`, import.meta.url);
  return leaves(JSON.parse(await readFile(file, 'utf8')) as Catalogue, '');
}

function leaves(messages: Catalogue, path: string): Message[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? { path: `${path}${key}`, text: value } : leaves(value, `${path}${key}.`),
  );
}

/** The arguments a message takes, e.g. `count plural`; in ICU braces stand alternately around arguments and texts. */
export function argumentsOf(text: string): string[] {
  const found = new Set<string>();
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === '{' && ++depth % 2 === 1) {
      const [, name, type] = /^\s*(\w+)(?:\s*,\s*(\w+))?/.exec([...text].slice(index + 1).join('')) ?? [];
      found.add(type === undefined ? `${name}` : `${name} ${type}`);
    }
    if (character === '}') depth -= 1;
  }
  return [...found].toSorted((a, b) => a.localeCompare(b));
}

/** A message as somebody reads it: a number or a name in the place of each argument, the most general plural. */
export function asRead(text: string): string {
  return text
    .replaceAll(/\{\s*\w+\s*,\s*(?:plural|select)\s*,.*?other\s*\{([^{}]*)\}\s*\}/g, '$1')
    .replaceAll(/\{\s*\w+[^{}]*\}|#/g, '12')
    .replaceAll(/<[^>]*>/g, '');
}
