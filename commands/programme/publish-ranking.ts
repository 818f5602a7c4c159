import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { isDrawAwaited } from '../../db/queries/draws';
import { presentRanking, publishedRanking, rankedProgramme } from '../../db/queries/rankings';
import { programmes } from '../../db/schema/applications';
import { publishedRankings } from '../../db/schema/rankings';
import { may } from '../../domain/permissions';
import { writeRanking } from '../../domain/programme/published-ranking';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';

/**
 * Publishes the ranking of a programme as it stands: the list is frozen with its SHA-256, and the next publication is
 * another one beside it. Publishing what was published last changes nothing.
 *
 * Refusals: `not-found` (no such programme, or one without an order; not the actor's to publish); `draw-awaited` (its
 * equals are drawn, and the draw was not made yet).
 */
export async function publishRanking(
  db: Queryable,
  actor: Actor,
  { slug }: { slug: string },
): Promise<Outcome<{ number: number }>> {
  if (actor.kind !== 'user' || !may(actor, 'programme.publish', false)) return refused({ code: 'not-found' });
  return transact(db, async (tx) => {
    const programme = await rankedProgramme(tx, slug);
    if (!programme) return refused({ code: 'not-found' });
    if (await isDrawAwaited(tx, programme.id)) return refused({ code: 'draw-awaited' });
    // One publication after the other; applications are read after the wait.
    await tx.select().from(programmes).where(eq(programmes.id, programme.id)).for('no key update');
    const lines = await presentRanking(tx, programme);
    const document = writeRanking(lines);
    const last = await publishedRanking(tx, programme.id, null);
    if (last?.document === document) return ok({ number: last.number });
    const number = (last?.number ?? 0) + 1;
    await tx.insert(publishedRankings).values({
      id: newId(),
      programmeId: programme.id,
      number,
      document,
      places: lines.filter(({ place }) => place !== null).length,
      sha256: createHash('sha256').update(document).digest(),
      publishedBy: actor.id,
    });
    return ok({ number });
  });
}
