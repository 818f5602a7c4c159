import type { Queryable } from '../../db/client';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { termsOf } from '../../domain/ticket/clock';
import { ticketCategories, ticketPriorities, type DeskRules } from '../../domain/ticket/service-levels';
import { transact, type Outcome } from '../transaction';
import { holdForDesk, recordTicketEvent, refuseUnseen, type OnTicket } from './case';
import { deskRules } from './desk-rules';

/**
 * Says what a ticket is about and how much it presses. Its terms are reckoned anew from its opening: nobody gains time by
 * finding out late what it was about.
 *
 * Refusals: `not-found`, `invalid` (at `category`, `priority`), `changed-meanwhile`, `act-not-allowed` (settled).
 */
export function classifyTicket(
  db: Queryable,
  actor: Actor,
  input: OnTicket & { category: string; priority: string },
  rules: DeskRules = deskRules,
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input);
    if (!held.ok) return held;
    const ticket = held.value;
    const category = ticketCategories.find((each) => each === input.category);
    const priority = ticketPriorities.find((each) => each === input.priority);
    if (!category) return refused(invalid('category', 'choice'));
    if (!priority) return refused(invalid('priority', 'choice'));
    if (category === ticket.category && priority === ticket.priority) return ok(null);
    const seen = refuseUnseen(ticket, input);
    if (!seen.ok) return seen;
    const terms = termsOf(rules, { ...ticket, category, priority });
    const event = { kind: 'classified', category, priority, terms } as const;
    return recordTicketEvent(tx, ticket, { kind: 'user', id: ticket.actorId }, event, { rules });
  });
}
