import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { outcomesOf } from '../../db/queries/control/checks';
import { checkOutcomes, declarationChecks } from '../../db/schema/control';
import { sealedCheckWords } from '../../db/sealing/columns';
import {
  declarationsIn,
  outcomesMissing,
  readOutcomes,
  type DeclarationOutcome,
  type TypedOutcome,
} from '../../domain/control/check';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { holdFor } from '../application/authorise';
import { transact, type Outcome } from '../transaction';

/**
 * Writes down what was found of the declarations of an application that was drawn, one or many, and, where asked, closes
 * its control. What is typed again as it was changes nothing; what nothing was typed about stays as it is.
 *
 * Refusals: `not-found` (no sample has drawn it); `forbidden`; `act-not-allowed` (closed, and not what was closed);
 * `invalid` at the fields of a declaration, also of one without an outcome when the control is to be closed.
 */
export async function checkDeclarations(
  db: Queryable,
  actor: Actor,
  input: { applicationId: string; outcomes: readonly TypedOutcome[]; close: boolean },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const { applicationId } = input;
    const held = await holdFor(tx, actor, 'control.check', applicationId);
    if (!held.ok) return held;
    if (actor.kind !== 'user') return refused({ code: 'forbidden' });
    const { form } = held.value.application;
    const [check] = await tx
      .select()
      .from(declarationChecks)
      .where(eq(declarationChecks.applicationId, applicationId))
      .for('update');
    if (!check || !form || held.value.application.erasedAt !== null) return refused({ code: 'not-found' });
    const declared = declarationsIn(form);
    const { outcomes, faults } = readOutcomes(declared, input.outcomes);
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const known = await outcomesOf(tx, applicationId);
    const changed = outcomes.filter((outcome) => !known.some((each) => isSame(each, outcome)));
    if (check.closedAt !== null) {
      return changed.length === 0 && input.close ? ok(null) : refused({ code: 'act-not-allowed' });
    }
    for (const outcome of changed) await keep(tx, applicationId, actor.id, outcome);
    if (!input.close) return ok(null);
    const missing = outcomesMissing(declared, [...known, ...changed]);
    if (missing.length > 0) return refused({ code: 'invalid', faults: missing });
    await tx
      .update(declarationChecks)
      .set({ closedBy: actor.id, closedAt: held.value.now })
      .where(eq(declarationChecks.applicationId, applicationId));
    return ok(null);
  });
}

const isSame = (
  known: Omit<DeclarationOutcome, 'declaration'> & { declaration: string },
  typed: DeclarationOutcome,
): boolean =>
  (['declaration', 'outcome', 'comparedWith', 'note'] as const).every((part) => known[part] === typed[part]);

async function keep(
  tx: Queryable,
  applicationId: string,
  recordedBy: string,
  { declaration, outcome, ...said }: DeclarationOutcome,
): Promise<void> {
  const words = sealedCheckWords.seal(`${applicationId}/${declaration}`, said);
  await tx
    .insert(checkOutcomes)
    .values({ applicationId, declaration, outcome, words, recordedBy })
    .onConflictDoUpdate({
      target: [checkOutcomes.applicationId, checkOutcomes.declaration],
      set: { outcome, words, recordedBy, at: sql`clock_timestamp()` },
    });
}
