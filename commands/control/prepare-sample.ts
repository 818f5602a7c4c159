import { randomBytes } from 'node:crypto';
import { and, eq, isNull, max } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { listedOf } from '../../db/queries/control/samples';
import { sampleEntries, samples } from '../../db/schema/control';
import { sealedSampleSecret } from '../../db/sealing/columns';
import { digestOfList, readPercent } from '../../domain/control/sample';
import { commitmentTo } from '../../domain/draw';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { holdProgramme } from '../programme/hold';
import { transact, type Outcome } from '../transaction';

/** Entries written at once: each takes two parameters of a statement, of which there may be 65,535. */
const slice = 10_000;

/**
 * Fixes what a sample of a programme's approved applications will be drawn by: a secret that nobody has seen, known by its
 * digest, and the list of all that no earlier sample has drawn. It cannot be taken back: whoever could, would draw again
 * until they liked who comes out.
 *
 * @param input.sampleId chosen by the form: posted twice, it is one sample
 * @param input.percent as typed: a whole number from 1 to 100
 *
 * Refusals: `not-found`, `forbidden`; `invalid` at `percent`, or at `programmeId` (nobody to draw from); `act-not-allowed`
 * (another sample of the programme waits for its draw).
 */
export async function prepareSample(
  db: Queryable,
  actor: Actor,
  input: { sampleId: string; programmeId: string; percent: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const { sampleId: id, programmeId } = input;
    const held = await holdProgramme(tx, actor, 'control.check', programmeId);
    if (!held.ok) return held;
    if ((await tx.$count(samples, eq(samples.id, id))) > 0) return ok(null);
    const percent = readPercent(input.percent);
    if (percent === null) return refused(invalid('percent', 'out-of-bounds', { least: 1, most: 100 }));
    const waiting = and(eq(samples.programmeId, programmeId), isNull(samples.drawnAt));
    if ((await tx.$count(samples, waiting)) > 0) return refused({ code: 'act-not-allowed' });
    const listed = await listedOf(tx, programmeId);
    if (listed.length === 0) return refused(invalid('programmeId', 'sample-of-nobody'));
    const [last] = await tx
      .select({ number: max(samples.number) })
      .from(samples)
      .where(eq(samples.programmeId, programmeId));
    const secret = randomBytes(32).toString('hex');
    await tx.insert(samples).values({
      id,
      programmeId,
      number: (last?.number ?? 0) + 1,
      percent,
      listed: listed.length,
      listSha256: digestOfList(listed.map(({ registration }) => registration)),
      commitment: commitmentTo(secret),
      sealedSecret: sealedSampleSecret.seal(id, secret),
      preparedBy: held.value.userId,
    });
    const entries = listed.map(({ applicationId }) => ({ sampleId: id, applicationId }));
    for (let from = 0; from < entries.length; from += slice) {
      await tx.insert(sampleEntries).values(entries.slice(from, from + slice));
    }
    return ok(null);
  });
}
