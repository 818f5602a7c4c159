import type { Page } from 'playwright-core';

/** What is wrong with how a page is laid out, as sentences; none of these functions changes the page for good. */

/** The narrowest window of WCAG 1.4.10. */
export const narrow = { width: 320, height: 640 };

/** What one cannot see without scrolling sideways (WCAG 1.4.10). A table may scroll in a box of its own. */
export function sidewaysFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const inBoxOfItsOwn = (element: Element): boolean => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        if (box !== document.body && /auto|scroll|hidden/.test(getComputedStyle(box).overflowX)) return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && !inBoxOfItsOwn(element),
    );
    const names = wide.map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [`${scrollWidth} px wide in ${clientWidth}: ${names.slice(0, 5).join(', ')}`];
  });
}

/** Words that are cut: in boxes that hide what does not fit, or in buttons that stay too small (WCAG 1.4.4, 1.4.12). */
export function cutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.visually-hidden, .visually-hidden-focusable, nextjs-portal');
    const hides = (value: string): boolean => value === 'hidden' || value === 'clip';
    const cut = [...document.body.querySelectorAll<HTMLElement>('*:not(svg, svg *)')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      if (!shown(element) || element.clientWidth <= 1 || element.textContent.trim() === '') return false;
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    });
    return cut.map(
      ({ tagName, className, innerText }) => `${tagName}.${className} cuts “${innerText.slice(0, 40)}”`,
    );
  });
}

/** Words that lie upon other words: leaf texts whose boxes overlap by more than a few pixels both ways. */
export function overlapFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Line {
      element: Element;
      text: string;
      box: DOMRect;
    }
    const lines: Line[] = [];
    /** Scrolled out of a box, or in one that only screen readers see. */
    const isCutAway = (within: Element, line: DOMRect): boolean => {
      for (let box: Element | null = within; box && box !== document.body; box = box.parentElement) {
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const isOutside =
          line.left >= right || line.right <= left || line.top >= bottom || line.bottom <= top;
        const isTiny = right - left <= 1 || bottom - top <= 1;
        if (getComputedStyle(box).overflow !== 'visible' && (isOutside || isTiny)) return true;
      }
      return false;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (
        !element ||
        text === '' ||
        element.closest('.visually-hidden-focusable, nextjs-portal, script, style, option')
      )
        continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (!isCutAway(element, box)) lines.push({ element, text, box });
      }
    }
    const over = (a: DOMRect, b: DOMRect): boolean =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
    const faults = new Set<string>();
    lines.sort((a, b) => a.box.top - b.box.top);
    for (const [index, one] of lines.entries()) {
      for (const other of lines.slice(index + 1)) {
        if (other.box.top > one.box.bottom) break;
        if (one.element !== other.element && over(one.box, other.box))
          faults.add(`“${one.text.slice(0, 30)}” lies upon “${other.text.slice(0, 30)}”`);
      }
    }
    return [...faults];
  });
}

/** Letters twice as large, by the setting of the browser that changes only letters (WCAG 1.4.4). */
export const doubleText = 'html { font-size: 200% !important; }';

/** The distances between letters, words and lines that readers may set (WCAG 1.4.12). */
export const readersSpacing = `* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }`;

/** Looks at the page under another style, set as readers' browsers set theirs, beside its policy; then takes it away. */
export async function under<T>(page: Page, style: string, look: () => Promise<T>): Promise<T> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, style);
  try {
    return await look();
  } finally {
    await page.evaluate(() => document.adoptedStyleSheets.pop());
  }
}

/** Controls that are hard to hit: under 24 px, with another target within the 24 px around (WCAG 2.5.8). */
export function targetFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 24;
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type=hidden]), select, textarea, summary',
      ),
    ].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        element.closest('nextjs-portal, .visually-hidden-focusable') === null,
    );
    const centre = ({ left, right, top, bottom }: DOMRect) => ({
      x: (left + right) / 2,
      y: (top + bottom) / 2,
    });
    /** A link among the words of a sentence takes the height of its line. */
    const inSentence = (element: HTMLElement): boolean =>
      getComputedStyle(element).display === 'inline' &&
      (element.parentElement?.innerText.trim().length ?? 0) > element.innerText.trim().length;
    const small = (element: HTMLElement): boolean => {
      const { width, height } = element.getBoundingClientRect();
      return Math.min(width, height) < least - 0.5;
    };
    const near = (element: HTMLElement): boolean => {
      const at = centre(element.getBoundingClientRect());
      return targets.some((other) => {
        if (other === element || other.contains(element) || element.contains(other)) return false;
        const box = other.getBoundingClientRect();
        const dx = Math.max(box.left - at.x, 0, at.x - box.right);
        const dy = Math.max(box.top - at.y, 0, at.y - box.bottom);
        return Math.hypot(dx, dy) < least / 2;
      });
    };
    return targets
      .filter((element) => small(element) && !inSentence(element) && near(element))
      .map(
        (element) => `${element.tagName} “${(element.innerText || element.id).slice(0, 40)}” is too small`,
      );
  });
}
