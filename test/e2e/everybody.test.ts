import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import {
  cutFaults,
  doubleText,
  narrow,
  overlapFaults,
  readersSpacing,
  sidewaysFaults,
  targetFaults,
  under,
} from '../support/layout';
import { focusFaults, forcedColourFaults, motionFaults, structureFaults } from '../support/perception';
import { accessibilityFaults } from '../support/portal';
import { findApplications, reach, states, type Applications, type PageState } from '../support/states';

let browser: TestBrowser;
let pages: Record<PageState['as'], Page>;
let known: Promise<Applications> | undefined;
const applications = () => (known ??= findApplications(pages.citizen));
const titles = new Map<string, Set<string>>();

beforeAll(async () => {
  browser = await launchBrowser();
  pages = { visitor: await browser.newPage(), citizen: await pageOf(browser, 'cittadino2') };
  for (const page of Object.values(pages)) await page.emulateMedia({ reducedMotion: 'reduce' });
});
afterAll(() => browser.close());

const phone = { width: 375, height: 812 };
const desk = { width: 1280, height: 900 };

/** All that lies wrong at a width, under the letters and distances that readers may set. */
async function layoutFaults(page: Page): Promise<Record<string, string[]>> {
  const look = async () => [
    ...(await sidewaysFaults(page)),
    ...(await cutFaults(page)),
    ...(await overlapFaults(page)),
  ];
  await page.setViewportSize(narrow);
  const faults = { 'at 320 px': await look(), spaced: await under(page, readersSpacing, look) };
  await page.setViewportSize(desk);
  return { ...faults, 'at 1280 px': await look(), 'letters doubled': await under(page, doubleText, look) };
}

describe.each(states)('$as: $name', (state) => {
  test('can be used by everybody', async () => {
    const page = pages[state.as];
    await page.setViewportSize(phone);
    await reach(page, state, applications);
    const path = new URL(page.url()).pathname.replace(/[0-9a-f-]{36}/, 'id');
    titles.set(path, (titles.get(path) ?? new Set()).add(await page.title()));
    const faults = {
      rules: await accessibilityFaults(page),
      structure: await structureFaults(page, 'it'),
      targets: await targetFaults(page),
      motion: await motionFaults(page),
      focus: await focusFaults(page),
      'forced colours': await forcedColourFaults(page),
      ...(await layoutFaults(page)),
    };
    await page.emulateMedia({ forcedColors: 'active' });
    const forced = await forcedColourFaults(page);
    await page.emulateMedia({ forcedColors: 'none' });
    const found = Object.entries({ ...faults, 'forced colours': forced }).filter(
      ([, each]) => each.length > 0,
    );
    expect(Object.fromEntries(found)).toEqual({});
  });
});

test('no two pages have the same title', () => {
  const owners = new Map<string, string[]>();
  for (const [path, each] of titles) {
    for (const title of each) owners.set(title, [...(owners.get(title) ?? []), path]);
  }
  expect([...owners].filter(([, paths]) => paths.length > 1)).toEqual([]);
});
