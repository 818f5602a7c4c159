import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { locales } from '../../app/_i18n/locales';

type Catalogue = { [key: string]: string | Catalogue };

async function catalogue(locale: string): Promise<Catalogue> {
  const file = new URL(`../../app/_i18n/${locale}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as Catalogue;
}

/** Each message as `path {placeholders}`: two languages agree when these do. */
function signatures(messages: Catalogue, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) => {
    if (typeof value !== 'string') return signatures(value, `${path}${key}.`);
    const placeholders = [...value.matchAll(/\{\s*(\w+)/g)].map(([, name = '']) => name);
    return `${path}${key} ${[...new Set(placeholders)].toSorted((a, b) => a.localeCompare(b)).join(' ')}`;
  });
}

test.each(locales.slice(1))('the catalogue "%s" has the messages of the first language', async (locale) => {
  const [first, other] = await Promise.all([catalogue(locales[0]), catalogue(locale)]);
  expect(signatures(other).toSorted()).toEqual(signatures(first).toSorted());
});
