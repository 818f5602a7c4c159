import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { ticketNotes } from '../../db/schema/tickets';
import { sealedTicketNote } from '../../db/sealing/columns';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdForDesk, readText, recordTicketEvent, type OnTicket } from './case';

/**
 * Writes a note for the desk alone. It writes over nothing, so that it asks for no page to be fresh.
 *
 * @param input.noteId chosen by the form: posted twice, it is one note
 *
 * Refusals: `not-found`, `invalid` (no text), `act-not-allowed` (another ticket goes on in its place).
 */
export function noteTicket(
  db: Queryable,
  actor: Actor,
  input: OnTicket & { noteId: string; text: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input);
    if (!held.ok) return held;
    const { id: ticketId, actorId } = held.value;
    const [before] = await tx.select().from(ticketNotes).where(eq(ticketNotes.id, input.noteId));
    if (before) return before.ticketId === ticketId ? ok(null) : refused({ code: 'not-found' });
    const body = readText('text', input.text);
    if (!body.ok) return body;
    await tx.insert(ticketNotes).values({
      id: input.noteId,
      ticketId,
      authorId: actorId,
      body: sealedTicketNote.seal(input.noteId, body.value),
    });
    const event = { kind: 'noted', noteId: input.noteId } as const;
    return recordTicketEvent(tx, held.value, { kind: 'user', id: actorId }, event);
  });
}
