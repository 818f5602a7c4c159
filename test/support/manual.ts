import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { picture } from './pictures';

const root = path.resolve(import.meta.dirname, '../..');

/** The words of the screen that a manual prints in bold, by the screen its comment names. */
export function manualScreens(audience: string): Map<string, string[]> {
  const text = readFileSync(path.join(root, `docs/manuale/${audience}.md`), 'utf8');
  const screens = new Map<string, string[]>();
  for (const part of text.split('<!-- schermata: ').slice(1)) {
    const [name = '', rest = ''] = part.split(' -->', 2);
    const [section = ''] = rest.split(/^#{2,3} /m);
    screens.set(
      name,
      [...section.matchAll(/\*\*(.+?)\*\*/gs)].map(([, words = '']) => words),
    );
  }
  return screens;
}

/** The pictures a manual shows, by file name. */
export function manualPictures(audience: string): string[] {
  const text = readFileSync(path.join(root, `docs/manuale/${audience}.md`), 'utf8');
  return [...text.matchAll(/\]\(\.\.\/pictures\/([^)]+)\)/g)].map(([, name = '']) => name);
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').toLowerCase();

/**
 * Holds a page against its part of the manual: every word the manual prints in bold stands on it. Takes its picture
 * where pictures are asked for.
 */
export async function expectAsInManual(
  page: Page,
  screens: Map<string, string[]>,
  name: string,
): Promise<void> {
  const words = screens.get(name);
  if (!words) throw new Error(`the manual has no screen “${name}”`);
  const shown = await page.evaluate(
    `[...document.querySelectorAll('body :not(script, style)')].flatMap((each) => [
      ...[...each.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data),
      each.getAttribute('aria-label') ?? '',
    ]).join(' ')`,
  );
  const missing = words.filter((word) => !plain(String(shown)).includes(plain(word)));
  expect(missing, `words of the manual that the screen “${name}” does not show`).toEqual([]);
  await picture(page, `manuale-${name}`, name === 'home' ? 'window' : 'content');
}
