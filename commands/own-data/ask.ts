import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { ownDataRequests } from '../../db/schema/own-data';
import { users } from '../../db/schema/people';
import { sealedOwnData } from '../../db/sealing/columns';
import { unkeepable } from '../../domain/application/answers';
import { ownDataKinds, ownDataStatusAfter, type OwnDataEvent } from '../../domain/own-data/request';
import { answerTerm, answerTerms } from '../../domain/own-data/terms';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { appendOwnDataEvent } from './case';

const longestText = 4_000;

/**
 * A person asks for a copy of their data, that something be put right, or that it be erased.
 *
 * @param input.requestId chosen by the form: posted twice, it is one request
 *
 * Refusals: `forbidden`; `not-found` (the id is somebody else's); `invalid` at `kind` or `text`; `own-data-under-way` (one
 * of the same kind has no answer yet).
 */
export function askAboutOwnData(
  db: Queryable,
  actor: Actor,
  input: { requestId: string; kind: string; text: string },
): Promise<Outcome<{ requestId: string }>> {
  return transact<{ requestId: string }>(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'own-data.ask', true)) return refused({ code: 'forbidden' });
    const { requestId } = input;
    // Whoever clicks on two devices at once waits here for their other click.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, actor.id)).for('no key update');
    const [before] = await tx.select().from(ownDataRequests).where(eq(ownDataRequests.id, requestId));
    if (before) return before.citizenId === actor.id ? ok({ requestId }) : refused({ code: 'not-found' });
    const kind = ownDataKinds.find((each) => each === input.kind);
    if (kind === undefined) return refused(invalid('kind', 'choice'));
    const text = kind === 'export' ? null : input.text.trim();
    if (text === '') return refused(invalid('text', 'required'));
    if (text !== null && text.length > longestText)
      return refused(invalid('text', 'too-long', { limit: longestText }));
    if (text !== null && unkeepable.test(text)) return refused(invalid('text', 'characters'));
    const [open] = await tx
      .select({ id: ownDataRequests.id })
      .from(ownDataRequests)
      .where(
        and(
          eq(ownDataRequests.citizenId, actor.id),
          eq(ownDataRequests.kind, kind),
          inArray(ownDataRequests.status, ['in preparazione', 'da decidere']),
        ),
      );
    if (open) return refused({ code: 'own-data-under-way' });
    const terms = answerTerms(await databaseNow(tx), answerTerm);
    const event: OwnDataEvent = { kind: 'asked', request: kind, ...terms };
    const status = ownDataStatusAfter(null, event);
    if (status === null) throw new Error('a request cannot begin');
    await tx.insert(ownDataRequests).values({
      id: requestId,
      citizenId: actor.id,
      kind,
      text: sealedOwnData.text.seal(requestId, text),
      status,
      eventNumber: 1,
      answerBy: new Date(terms.answerBy),
    });
    await appendOwnDataEvent(tx, requestId, 1, actor, event);
    return ok({ requestId });
  });
}
