import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/testing/nginx';
import { given } from '../support/given';
import { openGuests, type Guests } from '../support/guests';
import { crowd, openNeighbours } from '../support/neighbours';
import { startPlainFront } from '../support/nginx';

const nginx = await findNginx();

let guests: Guests;
let cache: Awaited<ReturnType<typeof startPlainFront>> | null = null;

beforeAll(async () => {
  guests = await openGuests();
  if (nginx) cache = await startPlainFront(nginx, given('TEST_APP_URL'), { greedy: true });
});
afterAll(async () => {
  await cache?.stop();
  await guests.close();
});

describe.skipIf(nginx === null)('behind a cache that keeps all it may', () => {
  test('fifty people who ask at once get their own answers alone, and what is everybody’s is kept', async () => {
    const { wrong, hits, asked } = await crowd(cache?.url ?? '', await openNeighbours(guests), 2_500);
    expect(wrong).toEqual([]);
    expect(asked).toBe(2_500);
    expect(hits).toBeGreaterThan(100);
  }, 180_000);
});
