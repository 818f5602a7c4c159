import { eq, or } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { tickets } from '../../db/schema/tickets';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import {
  holdTicket,
  recordTicketEvent,
  refuseUnseen,
  type HeldTicket,
  type OnTicket,
  type Ticket,
} from './case';

/**
 * Ends a duplicate: from now on its person follows another ticket of theirs. Only of one and the same person, because who
 * follows a ticket reads its conversation; what others ask about the same thing is linked instead.
 *
 * @param input.into code of the ticket that goes on
 *
 * Refusals: `not-found`; `invalid` at `into` (`ticket` for one there is not or that has ended itself, `other-requester`);
 * `changed-meanwhile`; `act-not-allowed` (closed).
 */
export function mergeTicket(
  db: Queryable,
  actor: Actor,
  input: OnTicket & { into: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'ticket.answer', false)) return refused({ code: 'not-found' });
    const [duplicate, other] = await holdBoth(tx, input.code, input.into);
    if (!duplicate) return refused({ code: 'not-found' });
    if (!other || other.id === duplicate.id) return refused(invalid('into', 'ticket'));
    if (duplicate.mergedInto === other.id) return ok(null);
    const seen = refuseUnseen(duplicate, input);
    if (!seen.ok) return seen;
    if (!sameRequester(duplicate, other)) return refused(invalid('into', 'other-requester'));
    const merged = await recordTicketEvent(
      tx,
      duplicate,
      actor,
      { kind: 'merged', into: other.id },
      { mergedInto: other.id },
    );
    if (!merged.ok) return merged;
    const absorbed = await recordTicketEvent(tx, other, actor, { kind: 'absorbed', ticketId: duplicate.id });
    return absorbed.ok ? absorbed : refused(invalid('into', 'ticket'));
  });
}

/** Both at once and always in the same order: two merges the other way round wait, and never for each other. */
async function holdBoth(
  tx: Queryable,
  code: string,
  into: string,
): Promise<[HeldTicket | null, HeldTicket | null]> {
  const known = await tx
    .select({ id: tickets.id, code: tickets.code })
    .from(tickets)
    .where(or(eq(tickets.code, code), eq(tickets.code, into)));
  const held = new Map<string, HeldTicket | null>();
  for (const { id, code: each } of known.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    held.set(each, await holdTicket(tx, { ticketId: id }));
  return [held.get(code) ?? null, held.get(into) ?? null];
}

/**
 * Of one access, or, where the duplicate was opened without, of one mail address, to which alone the link goes. What was
 * asked with an access never goes on in a ticket that anybody may have opened in that name.
 */
const sameRequester = (duplicate: Ticket, other: Ticket): boolean =>
  duplicate.userId === null
    ? duplicate.email.toLowerCase() === other.email.toLowerCase()
    : duplicate.userId === other.userId;
