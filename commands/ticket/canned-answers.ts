import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { cannedAnswers } from '../../db/schema/tickets';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { readText } from './case';

const longestTitle = 100;

/**
 * Writes an answer the desk gives often, or a new wording of one; `{nome}` and `{codice}` are filled in when it is used.
 * One that is put away is offered no more.
 *
 * @param input.id chosen by the form for a new one
 * @param input.version of the wording that was changed; 0 for a new one
 *
 * Refusals: `not-found`, `invalid` (at `title`, `text`), `stale-version` (a colleague was faster).
 */
export function writeCannedAnswer(
  db: Queryable,
  actor: Actor,
  input: { id: string; version: number; title: string; text: string; active: boolean },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'ticket.answer', false)) return refused({ code: 'not-found' });
    const title = input.title.trim();
    if (title === '') return refused(invalid('title', 'required'));
    if (title.length > longestTitle) return refused(invalid('title', 'too-long'));
    const body = readText('text', input.text);
    if (!body.ok) return body;
    const { id, version, active } = input;
    const wording = {
      title,
      body: body.value,
      active,
      writtenBy: actor.id,
      writtenAt: await databaseNow(tx),
    };
    if (version === 0) {
      const added = await tx
        .insert(cannedAnswers)
        .values({ id, ...wording })
        .onConflictDoNothing()
        .returning();
      if (added.length > 0) return ok(null);
    }
    const [before] = await tx.select().from(cannedAnswers).where(eq(cannedAnswers.id, id)).for('update');
    if (!before) return refused({ code: 'not-found' });
    // Posted twice, it is one wording.
    if (before.title === title && before.body === body.value && before.active === active) return ok(null);
    if (before.version !== version) return refused({ code: 'stale-version', version: before.version });
    await tx
      .update(cannedAnswers)
      .set({ ...wording, version: version + 1 })
      .where(and(eq(cannedAnswers.id, id), eq(cannedAnswers.version, version)));
    return ok(null);
  });
}
