import type { Page } from 'playwright-core';

/** Bytes that came over the wire for a page met for the first time. */
export interface Weight {
  total: number;
  scripts: number;
}

/** Loads a page with an empty cache and weighs what arrives, compressed as it was sent, until the network is quiet. */
export async function weigh(page: Page, path: string): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  const types = new Map<string, string>();
  const weight: Weight = { total: 0, scripts: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.total += encodedDataLength;
    if (types.get(requestId) === 'Script') weight.scripts += encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(path, { waitUntil: 'networkidle' });
  await session.detach();
  return weight;
}

/** Whether the application runs as people meet it: only then its files are kept for ever by browsers. */
export async function isProduction(page: Page): Promise<boolean> {
  await page.goto('/privacy');
  const file = await page.locator('script[src*="/_next/static/"]').first().getAttribute('src');
  const { headers } = await fetch(new URL(file ?? '/', page.url()));
  return headers.get('cache-control')?.includes('immutable') ?? false;
}
