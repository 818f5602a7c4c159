import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
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
  close: () => Promise<void>;
}

/** Starts Chromium, headless and without its own traffic to the network. */
export async function launchBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: given('CHROMIUM_PATH'),
    args: chromiumFlags,
  });
  const newContext = ({ width = 1280, height = 900, javaScript = true }: PageOptions = {}) =>
    browser.newContext({
      baseURL: given('TEST_APP_URL'),
      viewport: { width, height },
      javaScriptEnabled: javaScript,
      locale: 'it-IT',
      timezoneId: 'Europe/Rome',
    });
  return {
    newContext,
    newPage: async (options) => (await newContext(options)).newPage(),
    close: () => browser.close(),
  };
}
