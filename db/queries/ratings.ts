import { count } from 'drizzle-orm';
import { reportOf, stars, type RatingReport, type Stars } from '../../domain/rating';
import type { Queryable } from '../client';
import { ratings } from '../schema/ratings';

/** How people rated each programme, by its id; programmes nobody rated are not there. */
export async function ratingReports(db: Queryable): Promise<Map<string, RatingReport>> {
  const rows = await db
    .select({ programmeId: ratings.programmeId, stars: ratings.stars, count: count() })
    .from(ratings)
    .groupBy(ratings.programmeId, ratings.stars);
  const ids = new Set(rows.map(({ programmeId }) => programmeId));
  return new Map([...ids].map((id) => [id, reportOf(byStars(rows.filter((row) => row.programmeId === id)))]));
}

function byStars(rows: { stars: Stars; count: number }[]): Record<Stars, number> {
  const counted = stars.map((each) => [each, rows.find((row) => row.stars === each)?.count ?? 0] as const);
  return Object.fromEntries(counted) as Record<Stars, number>;
}
