import type { Queryable } from '../../db/client';
import { ok } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { DeskRules } from '../../domain/ticket/service-levels';
import type { TicketEvent } from '../../domain/ticket/status';
import { transact, type Outcome } from '../transaction';
import {
  holdForDesk,
  isWritten,
  recordTicketEvent,
  refuseUnseen,
  writeTicketMessage,
  type HeldTicket,
  type OnTicket,
} from './case';

/** What the desk writes to the person. */
export interface DeskMessage extends OnTicket {
  /** Chosen by the form: posted twice, it is one message. */
  messageId?: string | undefined;
  text: string;
}

/** Writes to the person of a ticket, with the event that the message is. */
export function writeFromDesk(
  db: Queryable,
  actor: Actor,
  input: DeskMessage,
  eventOf: (messageId: string, ticket: HeldTicket) => TicketEvent,
  rules?: DeskRules,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input);
    if (!held.ok) return held;
    const ticket = held.value;
    if (await isWritten(tx, ticket.id, input.messageId)) return ok(null);
    const seen = refuseUnseen(ticket, input);
    if (!seen.ok) return seen;
    const written = await writeTicketMessage(tx, {
      id: input.messageId,
      ticketId: ticket.id,
      author: 'supporto',
      authorId: ticket.actorId,
      text: input.text,
    });
    if (!written.ok) return written;
    // Who answers has it in hand.
    const changes = { assigneeId: ticket.assigneeId ?? ticket.actorId, ...(rules && { rules }) };
    const event = eventOf(written.value.messageId, ticket);
    return recordTicketEvent(tx, ticket, { kind: 'user', id: ticket.actorId }, event, changes);
  });
}
