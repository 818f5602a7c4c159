import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { savedViews } from '../schema/office';

export interface SavedView {
  id: string;
  name: string;
  /** The query of the list's address. */
  query: string;
}

/** The lists a person has kept, by name. */
export const viewsOf = (db: Queryable, userId: string): Promise<SavedView[]> =>
  db
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(eq(savedViews.userId, userId))
    .orderBy(asc(savedViews.name));
