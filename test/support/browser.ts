import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { chromiumFlags } from '../../scripts/testing/browser';
import { given } from './given';

export interface PageOptions {
  /** 390 for a phone, 1280 for a desk. */
  width?: number;
  height?: number;
  /** Pages must also work before their scripts run. */
  javaScript?: boolean;
}

/** A real browser on the application of the run. */
export interface TestBrowser {
  /** A page with cookies of its own: one person. Relative addresses lead to the application. */
  newPage: (options?: PageOptions) => Promise<Page>;
  newContext: (options?: PageOptions) => Promise<BrowserContext>;
  /** What pages did against their own policy so far; a test that provokes it clears it. */
  refused: Set<string>;
  close: () => Promise<void>;
}

/**
 * A development server would reload the page under the test whenever somebody saves a source. The rest of what it says
 * has to arrive: its pages wait for it before their scripts run.
 */
const isReload = (message: string | Buffer): boolean =>
  typeof message === 'string' &&
  /"type":"(reloadPage|serverComponentChanges|clientChanges|serverOnlyChanges|turbopack-message)"/.test(
    message,
  );

/** What Chromium says, on any page, of something that the answer's Content-Security-Policy or Permissions-Policy forbade. */
const isRefusedByPolicy = (text: string): boolean =>
  /Content[- ]Security[- ]Policy|Permissions policy violation/i.test(text);

/**
 * Starts Chromium, headless and without its own traffic to the network. Closing it fails where a page did anything that
 * its own policy forbids: every test of the pages watches over that.
 *
 * @param flags more of Chromium's own, as for a camera of a film
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: given('CHROMIUM_PATH'),
    args: [...chromiumFlags, ...flags],
  });
  const refused = new Set<string>();
  const newContext = async ({ width = 1280, height = 900, javaScript = true }: PageOptions = {}) => {
    const context = await browser.newContext({
      baseURL: given('TEST_APP_URL'),
      viewport: { width, height },
      javaScriptEnabled: javaScript,
      locale: 'it-IT',
      timezoneId: 'Europe/Rome',
    });
    context.on('console', (message) => {
      if (isRefusedByPolicy(message.text()))
        refused.add(`${message.location().url || message.page()?.url()}: ${message.text()}`);
    });
    await context.routeWebSocket(/\/_next\//, (page) => {
      const server = page.connectToServer();
      server.onMessage((message) => (isReload(message) ? undefined : page.send(message)));
    });
    return context;
  };
  return {
    newContext,
    newPage: async (options) => (await newContext(options)).newPage(),
    refused,
    close: async () => {
      await browser.close();
      expect([...refused], 'what pages did against their own policy').toEqual([]);
    },
  };
}
