import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { cutFaults, overlapFaults, sidewaysFaults, targetFaults } from '../support/layout';
import { focusFaults, forcedColourFaults, motionFaults, structureFaults } from '../support/perception';

/** What looks at every page for faults finds the faults that are planted here, and none where there is none. */

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ width: 320 });
});
afterAll(() => browser.close());

type Look = (page: Page) => Promise<string[]>;

const looks: [fault: string, look: Look, bad: string, good: string][] = [
  [
    'a page wider than its window',
    sidewaysFaults,
    '<p style="width: 600px">largo</p>',
    '<div style="overflow-x: auto"><p style="width: 600px">largo</p></div>',
  ],
  [
    'cut words',
    cutFaults,
    '<p style="width: 40px; overflow: hidden; white-space: nowrap">parole tagliate</p>',
    '<p style="width: 40px; overflow: auto; white-space: nowrap">parole tagliate</p>',
  ],
  [
    'words upon words',
    overlapFaults,
    '<p>sotto</p><p style="margin-top: -2em">sopra</p>',
    '<p>sotto</p><p>sopra</p>',
  ],
  [
    'targets too small',
    targetFaults,
    '<button style="padding: 0; height: 12px">a</button><button style="padding: 0; height: 12px">b</button>',
    '<button style="width: 30px; height: 30px">a</button><button style="width: 30px; height: 30px">b</button>',
  ],
  [
    'controls that do not show the focus',
    focusFaults,
    '<button style="outline: none">a</button>',
    '<button style="outline: 3px solid #000">a</button>',
  ],
  [
    'a faint focus',
    focusFaults,
    '<button style="outline: 3px solid #eee">a</button>',
    '<button style="outline: 3px solid #777">a</button>',
  ],
  [
    'a control under a bar',
    focusFaults,
    '<button style="outline: 3px solid #000">a</button><div style="position: fixed; inset: 0; background: #fff"></div>',
    '<button style="outline: 3px solid #000">a</button><div style="position: fixed; bottom: 0">bar</div>',
  ],
  [
    'movement',
    motionFaults,
    '<p style="transition: color 0.3s">a</p>',
    '<p style="transition: color 0.01ms">a</p>',
  ],
  [
    'controls without an edge in forced colours',
    forcedColourFaults,
    '<main><button style="border: 0">a</button></main>',
    '<main><button style="border: 1px solid">a</button></main>',
  ],
];

test.each(looks)('%s: found, and only then', async (_, look, bad, good) => {
  await page.setContent(`<!doctype html><html lang="it"><body>${bad}</body></html>`);
  expect(await look(page)).not.toEqual([]);
  await page.setContent(`<!doctype html><html lang="it"><body>${good}</body></html>`);
  expect(await look(page)).toEqual([]);
});

test('a page in disorder: found, and only then', async () => {
  const written = (lang: string, title: string, main: string) =>
    `<!doctype html><html lang="${lang}"><title>${title}</title><header></header><main>${main}</main><footer></footer></html>`;
  await page.setContent(written('en', 'Pagina', '<h2>Due</h2><h4>Quattro</h4><nav></nav>'));
  expect(await structureFaults(page, 'it')).toHaveLength(6);
  await page.setContent(
    written('it', 'Pagina · Comune', '<h1>Uno</h1><h2>Due</h2><nav aria-label="Parti"></nav>'),
  );
  expect(await structureFaults(page, 'it')).toEqual([]);
});
