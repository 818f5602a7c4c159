import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { registrations } from '../../db/schema/applications';
import { vouchers } from '../../db/schema/ledger';
import { ticketLinks, tickets } from '../../db/schema/tickets';
import { normaliseCode } from '../../domain/code';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { ticketLinkKinds, type TicketLinkKind } from '../../domain/ticket/links';
import { transact, type Outcome } from '../transaction';
import { holdForDesk, recordTicketEvent, type OnTicket } from './case';

/**
 * Links a ticket to an application by its protocol number, to a voucher by its code, or to another ticket by its code.
 * Linked already, nothing changes.
 *
 * Refusals: `not-found`, `invalid` (at `link` or `target`), `act-not-allowed` (closed).
 */
export function linkTicket(
  db: Queryable,
  actor: Actor,
  input: OnTicket & { link: string; target: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input);
    if (!held.ok) return held;
    const { id: ticketId, actorId } = held.value;
    const kind = ticketLinkKinds.find((each) => each === input.link);
    if (!kind) return refused(invalid('link', 'choice'));
    const targetId = await targetOf(tx, kind, input.target.trim());
    if (targetId === undefined || targetId === ticketId) return refused(invalid('target', 'link-target'));
    const added = await tx
      .insert(ticketLinks)
      .values({ ticketId, kind, targetId, linkedBy: actorId })
      .onConflictDoNothing()
      .returning({ kind: ticketLinks.kind });
    if (added.length === 0) return ok(null);
    const event = { kind: 'linked', link: kind, targetId } as const;
    return recordTicketEvent(tx, held.value, { kind: 'user', id: actorId }, event);
  });
}

async function targetOf(tx: Queryable, kind: TicketLinkKind, target: string): Promise<string | undefined> {
  switch (kind) {
    case 'application': {
      const [, number, year] = /^(\d{1,7})\/(\d{4})$/.exec(target.replaceAll(' ', '')) ?? [];
      if (number === undefined) return undefined;
      const [row] = await tx
        .select({ id: registrations.applicationId })
        .from(registrations)
        .where(and(eq(registrations.number, Number(number)), eq(registrations.year, Number(year))));
      return row?.id;
    }
    case 'voucher': {
      const [row] = await tx
        .select({ id: vouchers.id })
        .from(vouchers)
        .where(eq(vouchers.code, normaliseCode(target)));
      return row?.id;
    }
    case 'ticket': {
      const [row] = await tx
        .select({ id: tickets.id })
        .from(tickets)
        .where(eq(tickets.code, normaliseCode(target)));
      return row?.id;
    }
  }
}
