import { randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { lastSending } from '../../db/queries/last-sending';
import { waitingList } from '../../db/schema/budget';
import { programmeDraws } from '../../db/schema/rankings';
import { sealedDrawSecret } from '../../db/sealing/columns';
import { commitmentTo, readPublicNumber } from '../../domain/draw';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdFund } from './fund';
import { holdProgramme } from './hold';
import { announceFunds } from './replenish';

/**
 * Fixes the secret of a programme's draw, in the transaction that publishes it: nobody knows it, and its digest is shown
 * from then on.
 */
export async function commitDraw(tx: Queryable, programmeId: string, userId: string): Promise<void> {
  const secret = randomBytes(32).toString('hex');
  await tx.insert(programmeDraws).values({
    programmeId,
    secret: sealedDrawSecret.seal(programmeId, secret),
    commitment: commitmentTo(secret),
    committedBy: userId,
  });
}

/**
 * "Fai il sorteggio": writes the number that was drawn in public, once, and tells the secret. From then on equals stand in
 * the order of their tickets: who waits takes their new place, and the list goes on where it stood still. The same number
 * again changes nothing.
 *
 * Refusals: `not-found` (no such programme, or not the actor's), `act-not-allowed` (its equals are not drawn),
 * `draw-too-early` (somebody can still send an application), `draw-made` (by another number), `invalid` (`publicNumber`).
 */
export async function makeDraw(
  db: Queryable,
  actor: Actor,
  input: { programmeId: string; publicNumber: string },
): Promise<Outcome<null>> {
  const { programmeId } = input;
  return transact(db, async (tx) => {
    const held = await holdProgramme(tx, actor, 'programme.publish', programmeId);
    if (!held.ok) return held;
    const { inForce, userId } = held.value;
    const [draw] = await tx.select().from(programmeDraws).where(eq(programmeDraws.programmeId, programmeId));
    if (!draw || !inForce) return refused({ code: 'act-not-allowed' });
    const publicNumber = readPublicNumber(input.publicNumber);
    if (draw.drawnAt !== null) {
      return draw.publicNumber === publicNumber ? ok(null) : refused({ code: 'draw-made' });
    }
    if ((await databaseNow(tx)) < (await lastSending(tx, programmeId)))
      return refused({ code: 'draw-too-early' });
    if (publicNumber === null) return refused(invalid('publicNumber', 'public-number'));
    const { closed } = await holdFund(tx, programmeId);
    await tx
      .update(programmeDraws)
      .set({
        toldSecret: sealedDrawSecret.open(programmeId, draw.secret),
        publicNumber,
        drawnBy: userId,
        drawnAt: sql`clock_timestamp()`,
      })
      .where(eq(programmeDraws.programmeId, programmeId));
    await tx
      .update(waitingList)
      .set({
        place: sql`${waitingList.place}[1:cardinality(${waitingList.place}) - 1]
          || drawn_figure(${waitingList.programmeId}, ${waitingList.registeredYear}, ${waitingList.registeredNumber})`,
      })
      .where(and(eq(waitingList.programmeId, programmeId), isNull(waitingList.leftAt)));
    if (!closed) await announceFunds(tx, programmeId);
    return ok(null);
  });
}
