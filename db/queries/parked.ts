import { and, eq } from 'drizzle-orm';
import type { Section } from '../../domain/application/fields';
import type { Queryable } from '../client';
import { parkedAnswers } from '../schema/applications';
import { sealedParking } from '../sealing/columns';

/** What was parked for a section of a draft, or null; callers prove before that the draft is the reader's own. */
export async function parkedFor(db: Queryable, applicationId: string, section: Section) {
  const [parked] = await db
    .select()
    .from(parkedAnswers)
    .where(and(eq(parkedAnswers.applicationId, applicationId), eq(parkedAnswers.section, section)));
  if (!parked) return null;
  const place = `${applicationId}/${section}`;
  const { base, typed } = parked;
  return {
    ...parked,
    base: sealedParking.base.open(place, base),
    typed: sealedParking.typed.open(place, typed),
  };
}
