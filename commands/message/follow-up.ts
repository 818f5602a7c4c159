import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { messageFollowUps, messages } from '../../db/schema/delivery';
import { sealedMessage } from '../../db/sealing/columns';
import { remedyFor } from '../../domain/follow-up';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { postMessage } from './queue';

interface OnFailed {
  messageId: string;
  /** Chosen by the form: posted twice, it is one act. */
  followUpId: string;
}

type Message = typeof messages.$inferSelect;
type Failed = Message & { failure: NonNullable<Message['failure']> };

/** What the note of who followed a message up may hold, in letters. */
const longestNote = 2_000;

/**
 * Sends a message that did not arrive once more: as a new message with the same words to the same place, so that the carrier
 * does not take it for the one it knows, and each keeps its own story.
 *
 * Refusals: `not-found`; `act-not-allowed` where sending it again would not help or would not be true (`domain/follow-up.ts`), where
 * it has arrived after all, or where somebody has followed it up.
 */
export function repeatMessage(db: Queryable, actor: Actor, input: OnFailed): Promise<Outcome<null>> {
  return followUp(db, actor, input, async (tx, message, byId) => {
    if (remedyFor(message, await databaseNow(tx)) !== 'again') return refused({ code: 'act-not-allowed' });
    const { id, kind, recipient, businessKey } = message;
    const params = sealedMessage.params.open(id, message.params);
    const [what, whose] = businessKey.split(':');
    const again = { kind, recipient, params, businessKey: `${what}:${whose}:again-${newId()}` };
    const { messageId: againId } = await postMessage(tx, again);
    await tx
      .insert(messageFollowUps)
      .values({ id: input.followUpId, messageId: message.id, kind: 'again', againId, byId });
    return ok(null);
  });
}

/**
 * Records that somebody has seen to a message that did not arrive, and how: a telephone call, a letter, another address.
 *
 * Refusals: `not-found`, `invalid` (at `note`), `act-not-allowed` (it has arrived after all, or was followed up).
 */
export function handleMessage(
  db: Queryable,
  actor: Actor,
  input: OnFailed & { note: string },
): Promise<Outcome<null>> {
  return followUp(db, actor, input, async (tx, message, byId) => {
    const note = input.note.trim();
    if (note === '') return refused(invalid('note', 'required'));
    if (note.length > longestNote) return refused(invalid('note', 'too-long'));
    await tx
      .insert(messageFollowUps)
      .values({ id: input.followUpId, messageId: message.id, kind: 'handled', note, byId });
    return ok(null);
  });
}

/** Holds a failed message for whoever may see to it; done already by this very act, it is done. */
function followUp(
  db: Queryable,
  actor: Actor,
  { messageId, followUpId }: OnFailed,
  act: (tx: Queryable, message: Failed, byId: string) => Promise<Outcome<null>>,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'message.follow-up', false))
      return refused({ code: 'not-found' });
    const [message] = await tx.select().from(messages).where(eq(messages.id, messageId)).for('update');
    if (!message) return refused({ code: 'not-found' });
    const [before] = await tx
      .select({ id: messageFollowUps.id })
      .from(messageFollowUps)
      .where(eq(messageFollowUps.messageId, messageId));
    if (before) return before.id === followUpId ? ok(null) : refused({ code: 'act-not-allowed' });
    const { failure } = message;
    if (failure === null) return refused({ code: 'act-not-allowed' });
    return act(tx, { ...message, failure }, actor.id);
  });
}
