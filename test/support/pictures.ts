import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const folder = path.resolve(import.meta.dirname, '../../docs/pictures');

/**
 * Takes the picture of a screen that the documentation shows, at the page's own width: `name-375.png`; of the window, or
 * of the whole content without the bars around it. Only
 * `PICTURES=1 npm test -- test/e2e` writes, so that the pictures are always of the very system.
 */
export async function picture(
  page: Page,
  name: string,
  part: 'window' | 'content' = 'window',
): Promise<void> {
  if (process.env.PICTURES !== '1') return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate('document.fonts.ready.then(() => scrollTo({ top: 0, behavior: "instant" }))');
  const file = path.join(folder, `${name}-${page.viewportSize()?.width}.png`);
  await (part === 'content' ? page.getByRole('main') : page).screenshot({ path: file });
}
