import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { entriesOf } from '../../db/queries/control/samples';
import { declarationChecks, samples } from '../../db/schema/control';
import { sealedSampleSecret } from '../../db/sealing/columns';
import { sampleSize } from '../../domain/control/sample';
import { drawn, readPublicNumber } from '../../domain/draw';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { reasonOf } from '../reason';
import { transact, type Outcome } from '../transaction';

/** Checks opened at once: each takes three parameters of a statement, of which there may be 65,535. */
const slice = 10_000;

/**
 * Draws a sample that was prepared, by the number of a public draw that came after: the first tickets, as many as the
 * percentage makes, are controlled. The secret is told from now on, so that anybody can draw again.
 *
 * @param input.publicNumber as its source wrote it; the same number again changes nothing
 * @param input.source where it can be looked up
 *
 * Refusals: `not-found`, `forbidden`; `invalid` at `publicNumber` or `source`; `act-not-allowed` (drawn already, by another
 * number).
 */
export async function drawSample(
  db: Queryable,
  actor: Actor,
  input: { sampleId: string; publicNumber: string; source: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const [sample] = await tx.select().from(samples).where(eq(samples.id, input.sampleId)).for('update');
    if (!sample || !may(actor, 'control.check', false)) return refused({ code: 'not-found' });
    if (actor.kind !== 'user') return refused({ code: 'forbidden' });
    const publicNumber = readPublicNumber(input.publicNumber);
    if (publicNumber === null) return refused(invalid('publicNumber', 'public-number'));
    if (sample.sealedSecret === null) {
      return sample.publicNumber === publicNumber ? ok(null) : refused({ code: 'act-not-allowed' });
    }
    const source = reasonOf(input.source, 'source');
    if (!source.ok) return source;
    const secret = sealedSampleSecret.open(sample.id, sample.sealedSecret);
    await tx
      .update(samples)
      .set({
        sealedSecret: null,
        secret,
        publicNumber,
        publicSource: source.value,
        drawnBy: actor.id,
        drawnAt: sql`clock_timestamp()`,
      })
      .where(eq(samples.id, sample.id));
    await openChecks(tx, sample, { secret, publicNumber });
    return ok(null);
  });
}

async function openChecks(
  tx: Queryable,
  { id: sampleId, percent }: { id: string; percent: number },
  seed: { secret: string; publicNumber: string },
): Promise<void> {
  const entries = await entriesOf(tx, sampleId);
  const ids = new Map(entries.map(({ registration, applicationId }) => [registration, applicationId]));
  const checks = drawn('controllo', seed, [...ids.keys()])
    .slice(0, sampleSize(entries.length, percent))
    .map((registration, index) => ({
      applicationId: ids.get(registration) ?? '',
      sampleId,
      place: index + 1,
    }));
  for (let from = 0; from < checks.length; from += slice) {
    await tx.insert(declarationChecks).values(checks.slice(from, from + slice));
  }
}
