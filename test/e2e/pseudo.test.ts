import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pseudoLocale } from '../../app/_i18n/pseudo';
import { ente } from '../../ente';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { cutFaults, narrow, overlapFaults, sidewaysFaults } from '../support/layout';
import { findApplications, reach, states, type Applications, type PageState } from '../support/states';

/** The whole portal in a language nobody speaks: what it does not translate, and what does not fit, comes out. */

let browser: TestBrowser;
let pages: Record<PageState['as'], Page>;
let known: Promise<Applications> | undefined;
// Found on a page in Italian, by the words of their states.
const applications = () => (known ??= pageOf(browser, 'cittadino2').then(findApplications));

beforeAll(async () => {
  browser = await launchBrowser();
  pages = { visitor: await browser.newPage(), citizen: await pageOf(browser, 'cittadino2') };
  const cookie = { name: 'lingua', value: pseudoLocale, url: given('TEST_APP_URL') };
  await Promise.all(Object.values(pages).map((page) => page.context().addCookies([cookie])));
});
afterAll(() => browser.close());

/** What no catalogue holds: the Ente, the bandi, people and what they wrote, days and figures. */
const data = [
  ...[ente.name, ente.address, ente.mail, ente.phone, ente.region.name, ente.service],
  ...['Buoni Spesa', 'Bonus Disabili', 'Asilo', 'Vita Indipendente'],
  ...['Gabriele', 'Cagliari', 'Piras', 'Alimentari', 'cittadino2@example.org', 'CGLGRL67A12H501L'],
];

/** Words outside the brackets of the catalogue, in texts and in what screen readers say; the names of months are Intl's. */
function foreignWords(page: Page): Promise<string[]> {
  return page.evaluate((allowed) => {
    const read: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const within = node.parentElement;
      if (within && !within.closest('script, style, nextjs-portal, next-route-announcer, [lang], option')) {
        // What the brackets hold may be drawn by several elements: emphasised words, links.
        read.push(node.textContent ?? '');
      }
    }
    const spoken = ['aria-label', 'title', 'alt', 'placeholder', 'aria-roledescription'];
    const labels = spoken.flatMap((name) =>
      [...document.querySelectorAll(`body [${name}]:not(nextjs-portal, [lang])`)].map(
        (element) => element.getAttribute(name) ?? '',
      ),
    );
    const outside = (text: string): string => {
      let depth = 0;
      return [...text]
        .filter((character) => {
          if (character === '⟦') depth += 1;
          if (character === '⟧') depth -= 1;
          return depth === 0 && character !== '⟧';
        })
        .join('');
    };
    const left = [read.join('\u0000'), ...labels].map((text) => {
      const plain = outside(text);
      return allowed.reduce((rest, word) => rest.replaceAll(word, ' '), plain);
    });
    return left
      .flatMap((text) => text.split('\u0000'))
      .filter((text) => /\p{L}{2,}/u.test(text))
      .map((text) => text.trim());
  }, data);
}

describe.each(states)('$as: $name', (state) => {
  test('says nothing that cannot be translated, and holds longer words', async () => {
    const page = pages[state.as];
    await page.setViewportSize(narrow);
    await reach(page, state, applications);
    expect(await page.getByRole('main').innerText()).toContain('⟦');
    const look = async () => [
      ...(await sidewaysFaults(page)),
      ...(await cutFaults(page)),
      ...(await overlapFaults(page)),
    ];
    const faults = { untranslated: await foreignWords(page), narrow: await look(), wide: [] as string[] };
    await page.setViewportSize({ width: 1280, height: 900 });
    faults.wide = await look();
    expect(faults).toEqual({ untranslated: [], narrow: [], wide: [] });
  });
});
