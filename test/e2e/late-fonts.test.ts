import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { findApplications } from '../support/states';

/** On a slow line the fonts come after the text is read: nothing may jump under the finger then. */

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Milliseconds that each font comes late; longer than a page of a busy machine takes to be drawn. */
const late = 2_000;

/** How far things moved while a page was loaded with late fonts, as browsers sum it: share of the screen times way. */
async function shiftOf(page: Page, path: string): Promise<number> {
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries() as (PerformanceEntry & { value: number })[])
            sum += shift.value;
        }).observe({ type: 'layout-shift', buffered: true });
        // What moved in the last frame is told after the next one.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 200)));
      }),
  );
}

test.each([320, 375, 412])('pages %s px wide stay where they are when the fonts arrive', async (width) => {
  const page = await pageOf(browser, 'cittadino2', { width, height: 820 });
  const applications = await findApplications(page);
  let fonts = 0;
  await page.route(/\.woff2/, async (route) => {
    fonts += 1;
    await new Promise((resolve) => setTimeout(resolve, late));
    await route.continue();
  });
  // A kept font would not come late.
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const shifts: Record<string, number> = {};
  for (const path of [
    '/',
    '/domande/nuova/buoni-spesa',
    `/domande/${applications.bozza}/sezioni/entrate-mensili`,
    `/domande/${applications.approvata}`,
  ])
    shifts[path] = Number((await shiftOf(page, path)).toFixed(3));
  console.log(`${width} px: ${JSON.stringify(shifts)}`);
  expect(fonts).toBeGreaterThanOrEqual(4);
  // A tenth is where "good" ends; a line more in the header is 0.19.
  expect(Object.entries(shifts).filter(([, shift]) => shift > 0.05)).toEqual([]);
});
