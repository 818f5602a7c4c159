import { database } from '@/app/_server/database';
import { remembered } from '@/app/_server/remembered';
import { activeMerchants, programmeCounts } from '@/db/queries/open-counters';
import { openFigures } from '@/domain/statistics/open-figures';

/** How old published figures may be. */
export const figuresSeconds = 600;

/** The figures that everybody may see: what must be hidden never leaves this function. */
export const openCounters = remembered(async () => {
  const [counts, merchants] = await Promise.all([programmeCounts(database()), activeMerchants(database())]);
  return { programmes: counts.map(openFigures), merchants };
}, figuresSeconds * 1000);

/** Data for everybody: kept by any cache for as long as it may be old, and readable from any page. */
export const publicly = (seconds: number) => ({
  'Cache-Control': `public, max-age=${seconds}`,
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
});
