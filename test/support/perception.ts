import type { Page } from 'playwright-core';

/** What is wrong with how a page can be found one's way in, as sentences. */

/** One first heading, no level left out, the landmarks, the language and a title (WCAG 1.3.1, 2.4.2, 3.1.1). */
export function structureFaults(page: Page, language: string): Promise<string[]> {
  return page.evaluate((expected) => {
    const faults: string[] = [];
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(
      (heading) => heading.checkVisibility() && heading.closest('footer, nextjs-portal') === null,
    );
    const levels = headings.map(({ tagName }) => Number(tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) faults.push(`headings of level 1: not one`);
    levels.forEach((level, index) => {
      const before = levels[index - 1] ?? 0;
      if (level > before + 1) faults.push(`“${headings[index]?.textContent}” is ${level} after ${before}`);
    });
    for (const heading of headings) {
      if (heading.textContent.trim() === '') faults.push('an empty heading');
    }
    const landmarks = {
      'header, [role=banner]': 1,
      'main, [role=main]': 1,
      'body > footer, [role=contentinfo]': 1,
    };
    for (const [selector, count] of Object.entries(landmarks)) {
      const there = document.querySelectorAll(selector).length;
      if (there !== count) faults.push(`${selector}: ${there} instead of ${count}`);
    }
    for (const nav of document.querySelectorAll('nav')) {
      if (!nav.hasAttribute('aria-label') && !nav.hasAttribute('aria-labelledby'))
        faults.push('a nav without a name');
    }
    if (document.documentElement.lang !== expected) faults.push(`lang is ${document.documentElement.lang}`);
    if (!/^.+ · .+$/.test(document.title)) faults.push(`the title is “${document.title}”`);
    return faults;
  }, language);
}

/**
 * Puts the focus on every control in turn: it must show an outline of 2 px with a contrast of 3:1 (WCAG 2.4.7,
 * 2.4.13), and nothing may lie upon it (2.4.11).
 */
export async function focusFaults(page: Page): Promise<string[]> {
  // After a key, focus set by script is shown as well.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const colourOf = (text: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      return [red, green, blue, alpha];
    };
    const luminance = ([red, green, blue]: Colour): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a: Colour, b: Colour): number => {
      const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
      return (high + 0.05) / (low + 0.05);
    };
    const behind = (element: Element): Colour => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        const colour = colourOf(getComputedStyle(box).backgroundColor);
        if (colour[3] === 1) return colour;
      }
      return [255, 255, 255, 1];
    };
    /** What hides all of the points looked at; null where one of them is seen. */
    const upon = (element: Element): string | null => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const hits = [0.1, 0.5, 0.9].flatMap((share) =>
        [0.1, 0.5, 0.9].map((down) =>
          document.elementFromPoint(left + (right - left) * share, top + (bottom - top) * down),
        ),
      );
      const isSeen = hits.some((hit) => hit !== null && (element.contains(hit) || hit.contains(element)));
      return isSeen ? null : (hits[4]?.outerHTML.slice(0, 80) ?? 'the edge of the window');
    };
    const name = (element: HTMLElement): string =>
      `${element.tagName} “${(element.innerText || element.getAttribute('name') || element.id).slice(0, 40)}”`;
    const faults: string[] = [];
    const selector = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('nextjs-portal'))
        continue;
      element.focus();
      if (document.activeElement !== element) continue;
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
      if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)
        faults.push(`${name(element)} shows no focus`);
      // The ring has two tones: the one that differs from the ground is seen.
      const tones = [outlineColor, ...(boxShadow.match(/rgba?\([^)]*\)/g) ?? [])].map(colourOf);
      const ground = behind(element);
      if (!tones.some((tone) => contrast(tone, ground) >= 3)) faults.push(`${name(element)}: faint focus`);
      const above = upon(element);
      if (above !== null) faults.push(`${above} lies upon ${name(element)}`);
    }
    return faults;
  });
}

/** Whatever still moves for somebody who asked for less movement (WCAG 2.3.3). */
export function motionFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const milliseconds = (durations: string): number =>
      Math.max(
        ...durations.split(',').map((each) => parseFloat(each) * (each.trim().endsWith('ms') ? 1 : 1000)),
      );
    const moving = [
      document.documentElement,
      ...document.body.querySelectorAll('*:not(nextjs-portal)'),
    ].filter((element) => {
      const { transitionDuration, animationDuration, animationName, scrollBehavior } =
        getComputedStyle(element);
      return (
        milliseconds(transitionDuration) > 10 ||
        (animationName !== 'none' && milliseconds(animationDuration) > 10) ||
        scrollBehavior === 'smooth'
      );
    });
    return moving.map(({ tagName, className }) => `${tagName}.${String(className)} moves`);
  });
}

/** In forced colours the page's own grounds vanish: what is a control must have an edge or be underlined. */
export async function forcedColourFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  const faults = await lookInForcedColours(page);
  await page.emulateMedia({ forcedColors: 'none' });
  return faults;
}

function lookInForcedColours(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // The colours change with the next frames.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    const hasEdge = (element: Element): boolean => {
      const { borderTopWidth, borderTopStyle, borderBottomWidth, borderBottomStyle } =
        getComputedStyle(element);
      const top = borderTopStyle !== 'none' && parseFloat(borderTopWidth) >= 1;
      return top || (borderBottomStyle !== 'none' && parseFloat(borderBottomWidth) >= 1);
    };
    const underlined = (element: Element): boolean =>
      [element, ...element.querySelectorAll('*')].some((each) =>
        getComputedStyle(each).textDecorationLine.includes('underline'),
      );
    const native = (element: Element): boolean =>
      element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
    const controls = document.querySelectorAll<HTMLElement>(
      'main :is(.btn, button, input:not([type=hidden]), select, textarea), main p a[href], main li a[href]',
    );
    const faults = [...controls]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => !native(element) && !hasEdge(element) && !underlined(element))
      .map(
        ({ tagName, className, innerText }) =>
          `${tagName}.${className} “${innerText.slice(0, 30)}” has no edge`,
      );
    const icons = [...document.querySelectorAll('svg')].filter((icon) => {
      const { fill } = getComputedStyle(icon);
      return (
        icon.checkVisibility({ visibilityProperty: true }) &&
        fill === getComputedStyle(document.body).backgroundColor
      );
    });
    return [...faults, ...icons.map((icon) => `an icon in ${icon.parentElement?.className} is not seen`)];
  });
}
